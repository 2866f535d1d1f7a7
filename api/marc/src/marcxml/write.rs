//! Writing MARCXML.

use crate::{Field, Record};

/// Before the records of a file.
pub const OPEN: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n";
/// After them.
pub const CLOSE: &str = "</collection>\n";

/// One record, to stand in a collection; `is_alone` says its namespace itself.
pub fn write(record: &Record, is_alone: bool) -> String {
    let mut xml = String::with_capacity(4096);
    xml.push_str(if is_alone {
        "<record xmlns=\"http://www.loc.gov/MARC21/slim\">\n"
    } else {
        "<record>\n"
    });
    element(&mut xml, 1, "leader", &[], record.leader.as_str());
    for field in &record.fields {
        match field {
            Field::Control { tag, value } => element(&mut xml, 1, "controlfield", &[("tag", tag)], value),
            Field::Data(field) => {
                let [one, two] = field.indicators;
                let attributes: [(&str, &[u8]); 3] = [("tag", &field.tag), ("ind1", &[one]), ("ind2", &[two])];
                open(&mut xml, 1, "datafield", &attributes);
                xml.push('\n');
                for subfield in &field.subfields {
                    element(&mut xml, 2, "subfield", &[("code", &[subfield.code])], &subfield.value);
                }
                xml.push_str("  </datafield>\n");
            }
        }
    }
    xml.push_str("</record>\n");
    xml
}

fn open(xml: &mut String, depth: usize, name: &str, attributes: &[(&str, &[u8])]) {
    xml.extend(std::iter::repeat_n("  ", depth));
    xml.push('<');
    xml.push_str(name);
    for (name, value) in attributes {
        xml.push(' ');
        xml.push_str(name);
        xml.push_str("=\"");
        for byte in *value {
            escaped(xml, char::from(*byte));
        }
        xml.push('"');
    }
    xml.push('>');
}

fn element(xml: &mut String, depth: usize, name: &str, attributes: &[(&str, &[u8])], value: &str) {
    open(xml, depth, name, attributes);
    for c in value.chars() {
        escaped(xml, c);
    }
    xml.push_str("</");
    xml.push_str(name);
    xml.push_str(">\n");
}

/// A carriage return would be read as a line feed if it were written as it is.
fn escaped(xml: &mut String, c: char) {
    match c {
        '&' => xml.push_str("&amp;"),
        '<' => xml.push_str("&lt;"),
        '>' => xml.push_str("&gt;"),
        '"' => xml.push_str("&quot;"),
        '\r' => xml.push_str("&#13;"),
        _ => xml.push(c),
    }
}
