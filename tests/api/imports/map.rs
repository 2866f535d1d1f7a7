//! From a record to a title.

use carrel_marc::{Leader, Record};

use super::{book, control, counts, data, file, problems, take, title};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_full_record_fills_every_field() {
    let app = TestApp::start().await;
    let record = book(
        "ocm1",
        [
            control("003", "OCoLC"),
            control("008", "850101s1818    enk    j            eng d"),
            data("010", "$a   85001234 "),
            data("020", "$a0-14-143947-5 (pbk.) :$c$7.95"),
            data("020", "$a9780141439471"),
            data("020", "$anot a number"),
            data("022", "$a0028-0836"),
            data("100", "$aShelley, Mary Wollstonecraft,$d1797-1851."),
            data(
                "245",
                "$aFrankenstein :$bor, The modern Prometheus /$cMary Shelley.$n2,$pThe letters.",
            ),
            data("250", "$a2nd ed."),
            data("260", "$aLondon :$bPenguin Books,$c1992."),
            data("300", "$axxxiv, 273 p. ;$c20 cm."),
            data("490", "$aPenguin classics ;$vv. 12"),
            data("505", "$aLetters -- Chapters."),
            data("520", "$aA monster is made."),
            data("650", "$aMonsters$xFiction.$zGeneva"),
            data("650", "$aMonsters$xFiction.$zGeneva"),
            data("655", "$aHorror tales."),
            data("700", "$aHindle, Maurice,$eeditor."),
            data("856", "$uhttps://example.org/frankenstein"),
            data("856", "$ujavascript:alert(1)$uftp://example.org"),
        ],
    );

    let import = take(&app, &file(&[record]), json!({})).await;

    assert_eq!(counts(&import)[..4], [1, 0, 0, 0]);
    let title = title(&app, "frankenstein").await;
    let expected = json!({
        "title": "Frankenstein. 2. The letters", "subtitle": "or, The modern Prometheus",
        "author": "Shelley, Mary Wollstonecraft", "contributors": ["Hindle, Maurice"], "format": "book",
        "language": "en", "audience": "child", "published_year": 1818, "publisher": "Penguin Books", "place": "London",
        "edition": "2nd ed.", "series": "Penguin classics ; v. 12", "isbns": ["9780141439471"], "issns": ["0028-0836"],
        "lccn": "85001234", "physical_description": "xxxiv, 273 p. ; 20 cm.", "contents": "Letters -- Chapters.",
        "summary": "A monster is made.", "subjects": ["Monsters -- Fiction -- Geneva", "Horror tales"],
        "links": ["https://example.org/frankenstein"],
    });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&title[name], value, "{name}");
    }
    let said = problems(&app, &import).await;
    assert_eq!(said, [(1, 0, "bad-isbn".to_owned(), Some("020".to_owned()))]);
}

#[actix_web::test]
async fn what_is_too_long_is_cut_and_told() {
    let app = TestApp::start().await;
    let long = "Ärger ".repeat(1400);
    let record = book("1", [data("245", &format!("$a{long}")), data("500", "$aa")]);

    let import = take(&app, &file(&[record]), json!({})).await;

    assert_eq!(counts(&import)[0], 1);
    assert_eq!(problems(&app, &import).await[0].2, "shortened");
    let kept = title(&app, "ärger").await;
    assert_eq!(kept["title"].as_str().unwrap().chars().count(), 500);
}

#[actix_web::test]
async fn scripts_of_every_direction_are_kept_and_found() {
    let app = TestApp::start().await;
    let names = ["ספר הזוהר", "شعر عربي", "源氏物語", "Война и мир", "Đặng Hữu Phúc"];
    let records: Vec<Record> = (1..)
        .zip(names)
        .map(|(n, name)| book(&format!("{n}"), [data("245", &format!("$a{name}"))]))
        .collect();

    take(&app, &file(&records), json!({})).await;

    for name in names {
        assert_eq!(title(&app, name).await["title"], name);
    }
    assert_eq!(title(&app, "dang huu").await["title"], "Đặng Hữu Phúc");
}

#[actix_web::test]
async fn leader_and_codes_say_what_it_is() {
    let app = TestApp::start().await;
    let of = |number: &str, kind: &[u8; 2], fixed: &str| Record {
        leader: Leader::of(*kind),
        ..book(
            number,
            [control("008", fixed), data("245", &format!("$aKind {number}"))],
        )
    };
    let blank = "850101s1990    enk                 eng d";
    let kinds = [
        (of("one", b"as", blank), "magazine"),
        (of("three", b"im", blank), "audiobook"),
        (of("four", b"gm", blank), "film"),
        (of("five", b"em", blank), "map"),
        (of("six", b"om", blank), "kit"),
        (of("seven", b"rm", "850101s1990    enk              g  eng d"), "other"),
    ];

    take(
        &app,
        &file(&kinds.iter().map(|(record, _)| record.clone()).collect::<Vec<_>>()),
        json!({}),
    )
    .await;

    for (number, format) in [
        ("one", "magazine"),
        ("three", "audiobook"),
        ("four", "film"),
        ("five", "map"),
        ("six", "kit"),
    ] {
        assert_eq!(
            title(&app, &format!("kind {number}")).await["format"],
            format,
            "{number}"
        );
    }
}
