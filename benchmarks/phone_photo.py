"""A page photographed by a phone: a curled sheet on a desk under uneven light, seen from an angle.

The camera is a pinhole; the sheet is a surface of straight rulings, its height a sum of slow waves across a tilted
direction. Each pixel of the photograph is traced back to the sheet, so that nothing depends on a library's idea of a
warp, and the reading's own idea of it is not tested against itself.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
Values = npt.NDArray[np.float64]
Chance = np.random.Generator


@dataclass(frozen=True)
class Scene:
    """What a photograph is taken of. Lengths are shares of the sheet's height; angles in radians."""

    tilt: float
    tilt_towards: float
    roll: float
    curl: float
    waves: float
    phase: float
    across: float
    fill: float


def photograph(page: Picture, chance: Chance, longest: int = 3000) -> Picture:
    """Return a photograph of a page, `longest` pixels high.

    Args:
        page: Blue-green-red, upright.
        chance: Decides the scene.
        longest: Height of the photograph in pixels; three quarters of it wide.
    """
    close = chance.random() < 0.25  # held close and straight above, hardly any desk in sight
    scene = Scene(
        tilt=np.radians(chance.uniform(2, 7) if close else chance.uniform(4, 25)),
        tilt_towards=chance.uniform(0, 2 * np.pi),
        roll=np.radians(chance.uniform(-2, 2) if close else chance.uniform(-8, 8)),
        curl=chance.uniform(0.0, 0.035),
        waves=chance.uniform(0.6, 1.6),
        phase=chance.uniform(0, 2 * np.pi),
        across=chance.uniform(-0.5, 0.5),
        fill=1.0 if close else chance.uniform(0.75, 0.92),
    )
    size = (longest * 3 // 4, longest)
    across, down, inside = _traced(scene, page.shape[1] / page.shape[0], size)
    sheet = cv2.remap(
        page,
        (across * page.shape[1]).astype(np.float32),
        (down * page.shape[0]).astype(np.float32),
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    ).astype(np.float32)
    paper_tone = chance.uniform(215, 240) + np.array([chance.uniform(-25, 5), 0, chance.uniform(-5, 12)], np.float32)
    sheet = sheet * paper_tone / 255
    desk = _desk(size, chance)
    edge = cv2.GaussianBlur(inside.astype(np.float32), (0, 0), 1.0)[..., None]
    cast = cv2.GaussianBlur(inside.astype(np.float32), (0, 0), longest / 120)[..., None]
    scenery = sheet * edge + desk * (1 - 0.45 * cast) * (1 - edge)
    lit = scenery * _light(size, chance)[..., None]
    soft = _blurred(lit, chance)
    noise = chance.normal(0, chance.uniform(2, 5), soft.shape)
    return np.clip(soft + noise, 0, 255).astype(np.uint8)


def _traced(scene: Scene, ratio: float, size: tuple[int, int]) -> tuple[Values, Values, npt.NDArray[np.bool_]]:
    """Trace each pixel back to the sheet: shares across and down it, and whether it is hit."""
    width, height = size
    columns, rows = np.meshgrid(np.arange(width), np.arange(height))
    focal, far = 1.15, 1.15 / scene.fill * max(1.0, ratio / 0.72)
    view = np.stack([(columns - width / 2) / height, (rows - height / 2) / height, np.full(columns.shape, focal)])
    turn = _rotation(scene)
    ray = np.tensordot(turn.T, view, 1)
    eye = turn.T @ np.array([0.0, 0.0, -far])
    lift = np.zeros(columns.shape)
    x = y = lift
    for _ in range(6):
        # The sheet bends slowly: where the ray meets its present height is soon where it meets the sheet.
        reach = (-lift - eye[2]) / ray[2]
        x, y = eye[0] + reach * ray[0], eye[1] + reach * ray[1]
        lift = _height(scene, x, y)
    along = np.linspace(-0.9, 0.9, 721)
    direction = np.array([np.cos(scene.across), np.sin(scene.across)])
    slope = np.gradient(_height(scene, along * direction[0], along * direction[1]), along)
    length = np.concatenate([[0], np.cumsum(np.hypot(1, (slope[1:] + slope[:-1]) / 2) * np.diff(along))])
    length -= np.interp(0.0, along, length)
    straight = x * direction[0] + y * direction[1]
    more = np.interp(straight, along, length) - straight
    x, y = x + more * direction[0], y + more * direction[1]
    across, down = x / ratio + 0.5, y + 0.5
    inside = (across >= 0) & (across < 1) & (down >= 0) & (down < 1)
    return across, down, inside


def _height(scene: Scene, x: Values, y: Values) -> Values:
    along = x * np.cos(scene.across) + y * np.sin(scene.across)
    first = np.sin(2 * np.pi * scene.waves * along + scene.phase)
    return np.asarray(scene.curl * (first + 0.3 * np.sin(4.4 * np.pi * scene.waves * along + 2 * scene.phase)))


def _rotation(scene: Scene) -> Values:
    axis = np.array([np.cos(scene.tilt_towards), np.sin(scene.tilt_towards), 0.0])
    tilt, _ = cv2.Rodrigues(axis * scene.tilt)
    roll, _ = cv2.Rodrigues(np.array([0.0, 0.0, scene.roll]))
    return np.asarray(roll @ tilt, np.float64)


def _desk(size: tuple[int, int], chance: Chance) -> npt.NDArray[np.float32]:
    """Return a ground: dark wood, grey board or a light table, with a grain."""
    tones = ((40, 62, 95), (70, 105, 150), (120, 125, 128), (150, 178, 195), (60, 58, 55))
    tone = np.array(tones[int(chance.integers(len(tones)))], np.float32)
    grain = chance.normal(0, 1, (size[1] // 4, size[0] // 4)).astype(np.float32)
    grain = cv2.GaussianBlur(grain, (0, 0), sigmaX=chance.uniform(0.5, 2), sigmaY=chance.uniform(6, 30))
    grain = cv2.resize(grain / max(1e-6, float(grain.std())), size)
    return np.asarray(tone * (1 + 0.10 * grain[..., None]), np.float32)


def _light(size: tuple[int, int], chance: Chance) -> npt.NDArray[np.float32]:
    """Return light falling off to one side, and on most photographs the soft shadow of a hand or a phone."""
    width, height = size
    columns, rows = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    angle = chance.uniform(0, 2 * np.pi)
    fall = chance.uniform(0.1, 0.38)
    light = 1 - fall * (0.5 + 0.5 * (columns * np.cos(angle) + rows * np.sin(angle)))
    if chance.random() < 0.7:
        shade = np.zeros((height, width), np.float32)
        start = (int(width * chance.uniform(0, 1)), int(height * chance.choice((0.0, 1.0))))
        inner = (int(width * chance.uniform(0.25, 0.75)), int(height * chance.uniform(0.3, 0.7)))
        cv2.line(shade, start, inner, 1.0, int(width * chance.uniform(0.15, 0.4)))
        shade = cv2.GaussianBlur(cv2.resize(shade, (width // 8, height // 8)), (0, 0), chance.uniform(2, 8))
        light = light * (1 - chance.uniform(0.2, 0.5) * cv2.resize(shade, size))
    return np.asarray(light * chance.uniform(0.75, 1.0), np.float32)


def _blurred(picture: npt.NDArray[np.float32], chance: Chance) -> npt.NDArray[np.float32]:
    """Blur as a lens out of focus does, and on a third of the photographs as a moving hand does."""
    out = cv2.GaussianBlur(picture, (0, 0), chance.uniform(0.6, 1.7))
    if chance.random() < 0.35:
        length = int(chance.integers(3, 8))
        kernel = np.zeros((length, length), np.float32)
        kernel[length // 2] = 1 / length
        turn = cv2.getRotationMatrix2D((length / 2 - 0.5, length / 2 - 0.5), float(chance.uniform(0, 180)), 1)
        kernel = cv2.warpAffine(kernel, turn, (length, length))
        out = cv2.filter2D(out, -1, kernel / kernel.sum())
    return np.asarray(out, np.float32)
