"""What a work profile does, in one line of words (kiểu quét bằng lời): for the window and the command alike."""

from desk.model.profile import Sides, Target, WorkProfile
from desk.model.scanning import Source
from desk.text import Language, phrase
from desk.work.kinds_shown import kind_titles


def profile_line(profile: WorkProfile, language: Language = "vi") -> str:
    """Return source, sides, size, resolution, colour, count and destination."""
    words = [f"{profile.source.value}", profile.sides.value, f"size-{profile.size.value}"]
    parts = [phrase(f"profile-word.{word}", language) for word in words]
    parts.append(phrase("profile-word.dpi", language, dpi=profile.dpi))
    parts.append(phrase("profile-word.colour" if profile.colour else "profile-word.grey", language))
    if not profile.clean:
        parts.append(phrase("profile-word.plain", language))
    if profile.pages:
        parts.append(phrase("profile-word.pages", language, pages=profile.pages))
    return " · ".join([*parts, destination(profile, language)])


def profile_short(profile: WorkProfile, language: Language = "vi") -> str:
    """Return size and destination, and before them what is not as usual: for a narrow place beside its name."""
    parts = []
    if profile.source is not Source.AUTO:
        parts.append(phrase(f"profile-word.{profile.source.value}", language))
    if profile.sides is not Sides.ONE:
        parts.append(phrase(f"profile-word.{profile.sides.value}", language))
    parts.append(phrase(f"profile-word.size-{profile.size.value}", language))
    if not profile.colour:
        parts.append(phrase("profile-word.grey", language))
    return " · ".join([*parts, destination(profile, language)])


def destination(profile: WorkProfile, language: Language = "vi") -> str:
    """Return where a paper scanned with it goes."""
    if profile.to is Target.EVENING:
        return phrase("profile-word.to-evening", language)
    if profile.slot:
        return phrase("profile-word.to-slot", language, slot=profile.slot)
    if profile.kind:
        title = kind_titles(language).get(profile.kind, profile.kind).partition(" / ")[0]
        return phrase("profile-word.to-kind", language, kind=title[:1].lower() + title[1:])
    return phrase("profile-word.to-hand", language)


def key_words_of(profile: WorkProfile, language: Language = "vi") -> str:
    """Return its key in words, "" when it has none."""
    return phrase("profile-word.key", language, number=profile.key) if profile.key else ""
