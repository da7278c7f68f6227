#!/usr/bin/env python3
"""nutri_magnesium_deficit() from Python, by ctypes: with_ctypes.py LIBRARY DATABASE PERSON FROM TO

LIBRARY is libnutri.so.0, or where it lies. A struct of the library begins with its own size: say how
much of it you know, and the library fills that much. So what follows `reason` in nutri.h may be left
out here, and a newer library with a longer struct does no harm.
"""
import ctypes
import math
import sys

NUTRI_READONLY = 0x01


class Error(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("code", ctypes.c_int), ("message", ctypes.c_char * 1024)]


class Deficit(ctypes.Structure):
    """The members of nutri_deficit in nutri.h, in its order, from the first to `reason`."""

    _fields_ = [
        ("size", ctypes.c_size_t),
        ("nutrient_id", ctypes.c_int64),
        ("nutrient", ctypes.c_char_p),
        ("unit", ctypes.c_char_p),
        ("days_counted", ctypes.c_int),
        ("days_unconfirmed", ctypes.c_int),
        ("days_left_out", ctypes.c_int),
        ("entries", ctypes.c_int),
        ("unknown_entries", ctypes.c_int),
        ("known_share", ctypes.c_double),
        ("mean_kcal", ctypes.c_double),
        ("mean_food", ctypes.c_double),
        ("mean_supplement", ctypes.c_double),
        ("mean_medicine", ctypes.c_double),
        ("mean_total", ctypes.c_double),
        ("target", ctypes.c_double),
        ("target_kind", ctypes.c_char_p),
        ("authority", ctypes.c_char_p),
        ("target_body", ctypes.c_char_p),
        ("target_year", ctypes.c_int),
        ("target_confidence", ctypes.c_char_p),
        ("separate_value", ctypes.c_int),
        ("target_reason", ctypes.c_int),
        ("shortfall", ctypes.c_double),
        ("percent", ctypes.c_double),
        ("average_requirement", ctypes.c_double),
        ("requirement_sd", ctypes.c_double),
        ("within_person_sd", ctypes.c_double),
        ("within_person_source", ctypes.c_char_p),
        ("confidence_days", ctypes.c_int),
        ("confidence_food", ctypes.c_double),
        ("confidence", ctypes.c_double),
        ("confidence_at_least", ctypes.c_int),
        ("reason", ctypes.c_int),
    ]


def load(path):
    library = ctypes.CDLL(path)
    handle = ctypes.c_void_p  # without these ctypes takes every pointer for an int of 32 bits
    text = ctypes.c_char_p
    library.nutri_open.argtypes = [text, ctypes.c_uint32, ctypes.POINTER(handle), ctypes.POINTER(Error)]
    library.nutri_magnesium_deficit.argtypes = [handle, text, text, text, ctypes.POINTER(Deficit)]
    library.nutri_errmsg.argtypes = [handle]
    library.nutri_errmsg.restype = text
    library.nutri_reason_text.restype = text
    library.nutri_close.argtypes = [handle]
    library.nutri_close.restype = None
    return library


def main(library_path, path, person, first, last):
    nutri = load(library_path)
    db = ctypes.c_void_p()
    error = Error(size=ctypes.sizeof(Error))
    deficit = Deficit(size=ctypes.sizeof(Deficit))

    if nutri.nutri_open(path.encode(), NUTRI_READONLY, ctypes.byref(db), ctypes.byref(error)) != 0:
        sys.exit(error.message.decode())
    try:
        rc = nutri.nutri_magnesium_deficit(
            db, person.encode(), first.encode(), last.encode(), ctypes.byref(deficit)
        )
        if rc != 0:
            sys.exit(nutri.nutri_errmsg(db).decode())
        # A text of the handle is borrowed until its next call: ctypes copies it when it is read.
        kind = (deficit.target_kind or b"no target").decode()
        print(f"{deficit.days_counted} days, mean {deficit.mean_total:.0f} mg, {kind} {deficit.target:.0f} mg")
        if math.isnan(deficit.confidence):
            print("no confidence:", nutri.nutri_reason_text(deficit.reason).decode())
        else:
            print(f"confidence that usual intake meets the need: {100 * deficit.confidence:.0f} %")
    finally:
        nutri.nutri_close(db)


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
