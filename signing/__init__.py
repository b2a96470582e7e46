"""Bytes → attested, signed, sealed, time-stamped, checked bytes (phòng ký): knows no dossier, no SQL, no Qt."""
