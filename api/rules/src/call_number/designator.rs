//! Words that say what the number after them counts: volume, number, part, copy.

/// The one spelling of a designator; none when the word is no designator we know.
pub(super) fn canonical(word: &[char]) -> Option<&'static str> {
    let word: String = word.iter().collect();
    Some(match word.as_str() {
        "C" | "COP" | "COPY" => "C",
        "V" | "VOL" | "VOLUME" | "VOLS" => "V",
        "NO" | "NR" | "NUMBER" | "NOS" => "NO",
        "PT" | "PART" | "PTS" => "PT",
        "BD" | "BAND" => "BD",
        "T" | "TOME" => "T",
        "BK" | "BOOK" => "BK",
        "ED" | "EDITION" => "ED",
        "SER" | "SERIES" => "SER",
        "SUPPL" | "SUPP" | "SUPPLEMENT" => "SUPPL",
        "DISC" | "DISK" => "DISC",
        "OP" => "OP",
        "DVD" => "DVD",
        "CD" => "CD",
        _ => return None,
    })
}

/// The value of a Roman numeral in the one spelling it has.
pub(super) fn roman(word: &[char]) -> Option<u32> {
    if word.is_empty() || word.len() > 15 {
        return None;
    }
    let worths: Vec<u32> = word.iter().map(|c| worth(*c)).collect::<Option<_>>()?;
    let following = worths.iter().skip(1).chain([&0]);
    // What stands before more is taken from it: IV, XC.
    let (plus, minus): (Vec<_>, Vec<_>) = worths.iter().zip(following).partition(|(worth, next)| worth >= next);
    let sum = |side: &[(&u32, &u32)]| side.iter().map(|(worth, _)| **worth).sum::<u32>();
    let value = sum(&plus).checked_sub(sum(&minus))?;
    (value < 4000 && spelled(value) == word).then_some(value)
}

fn worth(numeral: char) -> Option<u32> {
    Some(match numeral {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        'L' => 50,
        'C' => 100,
        'D' => 500,
        'M' => 1000,
        _ => return None,
    })
}

fn spelled(mut value: u32) -> Vec<char> {
    const PARTS: [(&str, u32); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let mut word = Vec::new();
    for (numeral, worth) in PARTS {
        while value >= worth {
            value -= worth;
            word.extend(numeral.chars());
        }
    }
    word
}
