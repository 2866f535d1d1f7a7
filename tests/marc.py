"""pymarc judges what the crate carrel-marc reads and writes: `python marc.py CONVERT`, the example of that crate.

Records made up here always; the files of real libraries in ../shared/data where that folder is there. Where pymarc and the
specification of MARC-8 part, the specification holds, and the difference stands here with its reason.
"""

import pathlib
import subprocess
import sys
import tempfile
import unicodedata

import pymarc
from pymarc.marc8 import marc8_to_unicode

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "api" / "marc" / "data" / "marc8.txt"
SCRIPTS = ["Война и мир", "源氏物語", "شعر عربي", "ספר הזוהר", "Ελληνική ποίηση", "Đặng Hữu Phúc", "한국 재즈", "Jazz 🎷 & <more>"]
# Marks over two letters: pymarc tells each half by itself, Unicode has one mark for both since 2004.
HALVES = {"\ufe20": "\u0361", "\ufe21": "", "\ufe22": "\u0360", "\ufe23": ""}
# Begin and end of what is not sorted by, which say nothing about the text.
SILENT = {"\x98": "", "\x9c": ""}


def convert(program, source, target, folder):
    """The file written anew by us, as pymarc reads it, and what we told about it: (number, code, tag)."""
    out = folder / f"out.{target}"
    told = subprocess.run([program, source, target, out], check=True, capture_output=True, text=True).stdout
    report = [(int(line.split()[0]), *line.split()[2:]) for line in told.splitlines()]
    if target == "marcxml":
        return pymarc.parse_xml_to_array(str(out)), report
    with out.open("rb") as file:
        return list(pymarc.MARCReader(file, to_unicode=True)), report


def text(value):
    for table in (HALVES, SILENT):
        value = "".join(table.get(c, c) for c in value)
    return unicodedata.normalize("NFC", value)


def fields(record):
    """A record's fields to compare: those of pymarc's order, composed."""
    found = []
    for field in record.fields:
        if field.is_control_field():
            found.append((field.tag, text(field.data)))
        else:
            subfields = [(part.code, text(part.value)) for part in field.subfields]
            found.append((field.tag, *field.indicators, *subfields))
    return found


def same(ours, theirs, left_out=frozenset()):
    """Fails with the first field that differs. Fields of tags that we told about are left out: pymarc guesses there."""
    assert len(ours) == len(theirs), f"{len(ours)} records instead of {len(theirs)}"
    for number, (our, their) in enumerate(zip(ours, theirs), 1):
        wanted = [field for field in fields(their) if (number, field[0]) not in left_out]
        found = [field for field in fields(our) if (number, field[0]) not in left_out]
        for one, other in zip(found, wanted):
            assert one == other, f"record {number}: {one!r} instead of {other!r}"
        assert len(found) == len(wanted), f"record {number}: {len(found)} fields instead of {len(wanted)}"
        assert str(our.leader)[5:9] == str(their.leader)[5:9], f"record {number}: another leader"


def made_up():
    for number, words in enumerate(SCRIPTS * 25):
        record = pymarc.Record(leader="00000nam a2200000 a 4500", force_utf8=True)
        record.add_field(pymarc.Field(tag="001", data=f"made-up-{number}"))
        subfields = [pymarc.Subfield("a", words), pymarc.Subfield("b", ""), pymarc.Subfield("c", words * 20)]
        record.add_field(pymarc.Field(tag="245", indicators=["1", "0"], subfields=subfields))
        yield record


def records_in_unicode(program, folder):
    source = folder / "made-up.mrc"
    records = list(made_up())
    source.write_bytes(b"".join(record.as_marc() for record in records))
    as_xml = folder / "made-up.xml"
    writer = pymarc.XMLWriter(as_xml.open("wb"))
    for record in records:
        writer.write(record)
    writer.close()
    for given in (source, as_xml):
        for target in ("marc", "marcxml"):
            ours, report = convert(program, given, target, folder)
            assert report == [], report
            same(ours, records)


def raw(values):
    """A record in MARC-8 whose fields 500 have these bytes."""
    directory, body = b"", b""
    for value in values:
        field = b"  \x1fa" + value + b"\x1e"
        directory += b"500%04d%05d" % (len(field), len(body))
        body += field
    base = 24 + len(directory) + 1
    return b"%05dnam  22%05d   4500" % (base + len(body) + 1, base) + directory + b"\x1e" + body + b"\x1d"


def every_code():
    """Each code of each set of MARC-8, written as a library would."""
    for line in TABLE.read_text().splitlines():
        charset, code, *_ = line.split()
        if line.startswith("#"):
            continue
        value = bytes.fromhex(code)
        escape = bytes([0x1B]) + (b"$1" if charset == "31" else {"67": b"g", "62": b"b", "70": b"p"}.get(charset, b""))
        if len(escape) == 1:
            escape += (b"(" if value[0] < 0x80 else b")") + bytes.fromhex(charset)
        # A letter follows, for marks to stand over.
        yield escape + value + (b"\x1b(B" if value[0] < 0x80 and charset not in "67 62 70" else b"\x1bs") + b"a"


def every_character_of_marc_8(program, folder):
    values = list(every_code())
    source = folder / "codes.mrc"
    source.write_bytes(b"".join(raw(values[at : at + 1000]) for at in range(0, len(values), 1000)))
    ours, report = convert(program, source, "marc", folder)
    told = [entry for entry in report if entry[1] != "wrong-length"]
    assert told == [], told[:5]
    read = [field["a"] for record in ours for field in record.get_fields("500")]
    assert len(read) == len(values)
    others = [
        (value, one, text(marc8_to_unicode(value, hide_utf8_warnings=True)))
        for value, one in zip(values, read)
        if one != text(marc8_to_unicode(value, hide_utf8_warnings=True))
    ]
    # The tables were corrected after pymarc took them over: 74 characters of Chinese, Japanese and Korean.
    corrected = [other for other in others if other[0].startswith(b"\x1b$1")]
    assert len(corrected) <= 74, f"{len(corrected)} characters of three bytes differ, first {corrected[0]!r}"
    # And pymarc leaves joiners out.
    wrong = [other for other in others if other not in corrected and other[1].strip("\u200c\u200d") != other[2]]
    assert not wrong, f"{len(wrong)} characters differ, first {wrong[0]!r}"


def shared():
    return next((p / "shared" / "data" for p in ROOT.parents if (p / "shared" / "data").is_dir()), None)


def real_files(program, folder):
    data = shared()
    if data is None:
        print("left out: no folder shared/data beside the checkout")
        return
    for name in ("marc_jazz_1000", "marc_utf8_30", "marc8_8", "marc_unordered-directory-entries", "marc_greekmissingcharsetchange"):
        source = data / f"{name}.mrc"
        with source.open("rb") as file:
            theirs = list(pymarc.MARCReader(file, to_unicode=True, utf8_handling="replace"))
        for target in ("marc", "marcxml"):
            ours, report = convert(program, source, target, folder)
            same(ours, theirs, {(number, tag) for number, _, tag in report})
    for target in ("marc", "marcxml"):
        ours, report = convert(program, data / "marc_incomplete_esc_seq.mrc", target, folder)
        assert len(ours) == 1 and report, "a broken escape is told"
    ours, report = convert(program, data / "marc_broken_too_long.mrc", "marcxml", folder)
    assert [len(record.fields) for record in ours] == [1517, 27, 23], "the long record is whole"
    assert (1, "wrong-length", "-") in report


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        for judge in (records_in_unicode, every_character_of_marc_8, real_files):
            judge(sys.argv[1], pathlib.Path(temporary))
            print(f"✓ {judge.__name__.replace('_', ' ')}")
