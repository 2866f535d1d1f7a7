/**
 * Writes the seeds, the bytes that the fuzzers begin with: all made up here, whole ones and broken ones.
 *
 *     node tests/fuzz/seeds.mjs
 *
 * What a fuzzer has found is put beside them by hand, under a name that says what it is; it is not written here.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), 'seeds');
const [RECORD_END, FIELD_END, SUBFIELD, ESC] = ['\x1d', '\x1e', '\x1f', '\x1b'];

/** Bytes, one a character. */
const bytes = (text) => Buffer.from(text, 'latin1');
/** A text's UTF-8, as a string of one character a byte. */
const utf8 = (text) => Buffer.from(text, 'utf8').toString('latin1');
const digits = (number, count) => String(number).padStart(count, '0');

/** A record of ISO 2709. Fields are [tag, value]; `encoding` is what leader/09 says. */
function record(fields, { encoding = 'a', length, base, entry = (entry) => entry } = {}) {
  let [directory, body] = ['', ''];
  for (const [tag, value] of fields) {
    directory += entry(`${tag}${digits(value.length + 1, 4)}${digits(body.length, 5)}`);
    body += value + FIELD_END;
  }
  const start = 24 + directory.length + 1;
  const total = start + body.length + 1;
  return `${length ?? digits(total, 5)}cam ${encoding}22${base ?? digits(start, 5)} i 4500${directory}${FIELD_END}${body}${RECORD_END}`;
}

const subfields = (indicators, ...values) => indicators + values.map((value) => SUBFIELD + value).join('');
const plain = [
  ['001', 'seed-1'],
  ['008', '240101s2024    xx            000 0 eng d'],
  ['245', subfields('14', 'aThe lamp /', 'cA. Nobody.')],
  ['650', subfields(' 0', 'aLamps', 'vFiction.')],
  ['952', subfields('  ', 'p30001', 'oFIC NOB')],
];
const cyrillic = `${ESC}(NkNIGA${ESC}(B`;
const greek = `${ESC}(SABG${ESC}s`;
const chinese = `${ESC}$1!0!!0"!0#${ESC}(B`;

const iso2709 = {
  whole: record(plain),
  'two-with-line-end': `${record(plain)}\r\n${record(plain.slice(1))}\n\x1a`,
  'marc-8': record([...plain, ['700', subfields('1 ', `a${cyrillic}, \xe2Emile`)], ['880', subfields('  ', '6245-01/$1', `a${chinese}`)]], { encoding: ' ' }),
  'utf-8-says-marc-8': record([['001', 'x'], ['245', subfields('00', utf8('aÉmile 日本'))]], { encoding: ' ' }),
  'no-utf-8': record([['001', 'x'], ['245', subfields('00', 'aCaf\xe9')]]),
  'wrong-length': record(plain, { length: '00007' }),
  'blank-length': record(plain, { length: '     ' }),
  'nines': record(plain, { length: '99999', base: '99999', entry: (entry) => `${entry.slice(0, 3)}999999999` }),
  'wrong-directory': record(plain, { entry: (entry) => entry.replace(/.$/, '7') }),
  'directory-of-letters': record(plain, { entry: (entry) => `${entry.slice(0, 3)}abcdefghi` }),
  'no-fields': record([]),
  'no-subfields': record([['245', 'Only text'], ['500', '  '], ['900', '']]),
  'odd-codes': record([['245', `10${SUBFIELD}${SUBFIELD}${SUBFIELD}\x07a${SUBFIELD}bb`], ['ABC', subfields('\x01\xff', 'ax')]]),
  controls: record([['001', 'a\0b\x07c'], ['500', subfields('  ', 'atab\tline\nend\r')]]),
  'lost-its-end': record(plain).slice(0, -30) + record(plain.slice(2)),
  'rubbish-between': `${record(plain)}rubbish${RECORD_END}${record(plain)}`,
  'cut-off': record(plain).slice(0, 80),
  'leader-alone': record(plain).slice(0, 24),
  'many-fields': record(Array.from({ length: 120 }, (_, index) => ['650', subfields(' 0', `a${index}\x07`)])),
};

const marc8 = {
  marks: '\xe1a la carte, caf\xe2e, \xf0ca, \xe8uber, \xe3\xe2a',
  letters: '\xa1\xa2\xa5\xb1\xb5 \xc7 \xc3',
  'double-marks': '\xebi\xecu \xfan\xfbg',
  scripts: `${cyrillic} ${greek} ${ESC}(2abc${ESC}(3Gdc${ESC}(B`,
  'upper-half': `${ESC})N\xf7\xcf ${ESC})Q\xc0 ${ESC}-3\xc7 ${ESC})!E\xe2e`,
  wide: `${chinese} ${ESC}$)1\xa1\xb0\xa1${ESC}$,1!0!`,
  'high-and-low': `H${ESC}b2${ESC}sO x${ESC}p2${ESC}s ${ESC}ga${ESC}s`,
  'lost-byte': `${ESC}$1!0 !0!${ESC}(B.`,
  'cut-escape': `a${ESC}$`,
  'unknown-set': `a${ESC}(?b${ESC}!c`,
  'mark-at-the-end': 'x\xe2',
  'many-marks': `${'\xe2'.repeat(20)}a`,
  'no-sorting': '\x88The \x89lamp \x8d\x8e',
  unknown: '\x80\xa0\xff\xaf\xbb\xfd',
  'utf-8': utf8('Émile 日本'),
};

const leader = '<leader>00000cam a2200000 i 4500</leader>';
const title = '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">The lamp</subfield></datafield>';
const collection = (...records) => `<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n${records.join('\n')}\n</collection>\n`;
const xml = (inside) => `<record>${leader}<controlfield tag="001">seed-1</controlfield>${inside}</record>`;

const marcxml = {
  whole: collection(xml(title), xml(title)),
  prefixed: `<o:answer xmlns:o="x"><m:record xmlns:m="http://www.loc.gov/MARC21/slim"><m:leader>     nam a22     2  4500</m:leader><m:controlfield tag='001'>1<!-- x -->2</m:controlfield></m:record></o:answer>`,
  references: collection(xml(`<datafield tag="500" ind1="&lt;" ind2="&#65;"><subfield code="&quot;">T&#xE9;&amp;&apos;&gt;<![CDATA[<i>]]>&#13;\r\n\t</subfield></datafield>`)),
  composed: collection(xml(`<datafield tag="500"><subfield code="a">e&#x301; ${utf8('e\u0301 日本 \u{1d160}')}</subfield></datafield>`)),
  'document-type': `<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>${xml('<controlfield tag="003">&b;</controlfield>')}`,
  'own-entity': collection(xml('<controlfield tag="003">&b;</controlfield>')),
  'other-encoding': '<?xml version="1.0" encoding="iso-8859-1"?><collection/>',
  'no-utf-8': collection(xml('<controlfield tag="003">Caf\xe9</controlfield>')),
  'byte-order-mark': `\xef\xbb\xbf${collection(xml(title))}`,
  'no-leader': collection('<record><controlfield tag="001">x</controlfield></record>', xml(title)),
  'blank-leader': collection(`<record><leader/>${title}</record>`),
  'wrong-tag': collection(xml('<datafield tag="24"/>'), xml(title)),
  'no-fields': collection(`<record>${leader}</record>`),
  'wrong-kinds': collection(xml('<controlfield tag="245">T</controlfield><datafield tag="009"><subfield code="a">x</subfield></datafield><datafield tag="500" ind1="12"/>')),
  nested: collection(xml(`<record>${leader}</record><datafield tag="500"><subfield code="a">a<b>c<d/></b>e</subfield>f</datafield>`)),
  deep: '<a>'.repeat(40),
  broken: collection(xml(title)).replace('</leader>', '</leading>'),
  'cut-off': collection(xml(title)).slice(0, 150),
  'other-xml': '<html><body>hello</body></html>',
};

const call_number = {
  dewey: '641.5945 FOO\n001.422 T593s 2021\nJ 599.9 ABC\nREF 027\nR220.3\nCD-ROM 787.87 EAS\n641.5/973\n867 P69a v.10 c.2\n92 LIN',
  lcc: 'QA76.73.C153Y48 2005\nPZ7.M3567585 Bs 1997x\nM5 .L3\nKF4558.2.15th .A1\nREF QA 76 .C 35\nML410.B4 OP.7:NO.6\nY 3.A 1/1:\nWZ 100',
  fiction: 'FIC ADA\nSPA FIC GAR\nJ FIC AUS v.II\nB L736k\nGN ONE PIECE 11\nDVD CASABLANCA\nE SEU\nMANGA NARUTO v.9',
  own: 'Room 3/45\nMap 1a\nBox 00012345678901234567890\nlocal history, bd. IV-VI',
  folding: "Élan ﬁction ß œuvre Ǆ ŉ ſ ͅ Ⅳ ²³ ٣ ½ o'brien ’´` ﷺ",
  scripts: 'ДЕТ 641.5 ИВА\n日本 913.6 村\n文 FIC GAR\nכ 296',
  nothing: '\n \n—\n...\n~\n{\n[',
  long: `FIC ${'ABCDEFGH '.repeat(80)}`,
};

const csv = {
  commas: 'external_id,name,born_on\n1,"Doe, Jane",1990-01-31\n2,John,\n',
  semicolons: 'a;b\r\n1;"x ""y"" z"\r\n\r\n3;\r\n',
  tabs: 'a\tb\r1\t2\r\r3\t4',
  'several-lines': 'a,b\n"one\ntwo\r\nthree",2\n3,4\n',
  'byte-order-mark': '\xef\xbb\xbfa,b\n1,2\n',
  'windows-1252': 'a,b\nJos\xe9,\x80\n\x81,2\n',
  'utf-8': utf8('a,b\nJosé,日本\nمريم,e\u0301\n'),
  'broken-quotes': 'a,b\n1,2\n"open,2\n3,4\n5" disk,6\n"7"x,8\n9,10\n',
  formulas: "a,b\n=1+1,'=x\n''-2,@y\n\"\t3\",+4\n",
  nul: 'a,b\nx,\0\n',
  'more-and-fewer-cells': 'a,b\n1\n1,2,3\n,\n""\n',
  'empty-lines-first': '\n\na;b\n1;2\n',
  'mark-in-a-row': 'a,b\n\xef\xbb\xbf1,2\n\xef\xbb\xbf"3",4\n',
  'no-table': 'PK\x03\x04\0\0',
};

for (const [target, seeds] of Object.entries({ iso2709, marc8, marcxml, csv })) write(target, seeds, bytes);
write('call_number', call_number, (text) => Buffer.from(text, 'utf8'));

function write(target, seeds, encode) {
  mkdirSync(join(home, target), { recursive: true });
  for (const [name, text] of Object.entries(seeds)) writeFileSync(join(home, target, name), encode(text));
}
