"""Writes marc8.txt from the Library of Congress's code tables.

    python3 from_loc.py codetables.xml > marc8.txt

codetables.xml is what the Library of Congress publishes beside its specification of MARC-8. A code that Unicode has no
character of its own for is taken as the substitute the tables name, never as one of the private use area.
"""

import sys
import xml.etree.ElementTree as ET

FIRST_GRAPHIC = 0x21
PRIVATE_USE = range(0xE000, 0xF900)


def character(code):
    own, substitute = code.findtext("ucs") or "", code.findtext("alt") or ""
    if not own and code.findtext("marc_left_half"):
        return "-"
    if own and not (int(own, 16) in PRIVATE_USE and substitute):
        return own
    return substitute


def rows(tables):
    for charset in tables.iter("characterSet"):
        for code in charset.iter("code"):
            marc, ucs = code.findtext("marc"), character(code)
            if int(marc, 16) < FIRST_GRAPHIC:
                continue
            combining = " +" if code.findtext("isCombining") == "true" else ""
            yield f"{charset.get('ISOcode')} {marc} {ucs.upper()}{combining}"


print("# set, code, Unicode; + is written before the letter it stands over, - is told by its left half. Made by from_loc.py.")
print("\n".join(sorted(set(rows(ET.parse(sys.argv[1]))))))
