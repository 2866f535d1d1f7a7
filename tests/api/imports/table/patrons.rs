//! Patrons: what a row makes of one.

use super::super::take;
use super::{patron, patrons, rows, why};
use crate::support::{TestApp, json};

const HEAD: &str = "external_id,card_number,family_name,given_name,category,birth_on,email,expires_on,home_branch,\
    guardian_external_id,guardian_card_number,reason,wants_notices,notice_channel,keeps_history,phone";

/// A table of rows that are given up to their last cell.
fn table(rows: &[&str]) -> String {
    let width = HEAD.split(',').count();
    let filled = rows.iter().map(|row| {
        let missing = width - row.split(',').count();
        format!("{row}{}", ",".repeat(missing))
    });
    format!("{HEAD}\n{}\n", filled.collect::<Vec<_>>().join("\n"))
}

#[actix_web::test]
async fn a_row_becomes_a_patron_with_card_and_account() {
    let app = TestApp::start().await;
    app.sql("update patron_categories set enrolment_months = 12, enrolment_fee = 500")
        .await;

    let import = patrons(
        &app,
        &table(&[
            "a1,k100,Ortega, Inés ,ADULT,1991-04-02,ines@example.org,2027-01-31,RIV,,,,no,post,yes,'+34 600 11 22 33",
            "a2,,Ortega,Ana,adult,1990-04-02",
        ]),
    )
    .await;

    assert_eq!(rows(&import), [2, 0, 0, 0]);
    let ines = patron(&app, "a1").await;
    assert_eq!(ines["name"], "Inés Ortega");
    assert_eq!(ines["cards"][0]["number"], "K100");
    assert_eq!(ines["phone"], "+34 600 11 22 33");
    assert_eq!(ines["home_branch"]["code"], "RIV");
    assert_eq!(
        (
            &ines["expires_on"],
            &ines["wants_notices"],
            &ines["notice_channel"],
            &ines["keeps_history"]
        ),
        (&json!("2027-01-31"), &json!(false), &json!("post"), &json!(true))
    );
    let ana = patron(&app, "a2").await;
    assert_eq!(ana["expires_on"], "2027-03-10", "as long as the category's enrolment");
    assert_eq!(ana["home_branch"]["code"], "CEN");
    assert_eq!(
        ana["cards"][0]["number"].as_str().unwrap().len(),
        14,
        "the next of the branch"
    );
    assert_eq!(ana["balance"], 0, "whoever is brought along has enrolled before");
}

#[actix_web::test]
async fn only_what_a_row_gives_is_changed() {
    let app = TestApp::start().await;
    patrons(
        &app,
        &table(&["a1,K1,Ortega,Ines,ADULT,1991-04-02,ines@example.org,2027-01-31,,,,,,,,12345"]),
    )
    .await;
    app.sql("insert into patron_categories (id, code, name) values (gen_random_uuid(), 'SENIOR', 'Senior')")
        .await;

    let import = patrons(
        &app,
        "external_id,given_name,family_name,category,phone\na1,Inés,Ortega,SENIOR,\n",
    )
    .await;

    assert_eq!(rows(&import), [0, 1, 0, 0]);
    let after = patron(&app, "a1").await;
    assert_eq!(after["given_name"], "Inés");
    assert_eq!(after["category"]["code"], "SENIOR");
    assert_eq!(
        (&after["phone"], &after["email"]),
        (&json!("12345"), &json!("ines@example.org"))
    );
    assert_eq!(after["cards"][0]["number"], "K1");
    let changes = app
        .text("select changes::text from audit_events where deed = 'patron.changed'")
        .await;
    assert!(
        changes.contains("given_name") && changes.contains("patron_category_id"),
        "{changes}"
    );
    assert!(
        !changes.contains("In") && !changes.contains("12345"),
        "no personal data: {changes}"
    );
    assert_eq!(app.events("patron.changed").await, 1);
}

#[actix_web::test]
async fn sources_do_not_mix() {
    let app = TestApp::start().await;
    let row = table(&["1,,Ortega,Ines,ADULT"]);
    for (source, expected) in [("OLD", [1, 0, 0, 0]), ("NEW", [1, 0, 0, 0]), ("OLD", [0, 0, 1, 0])] {
        let import = take(&app, row.as_bytes(), json!({ "kind": "patrons", "source": source })).await;
        assert_eq!(rows(&import), expected);
    }
    let said = "external_source,external_id,family_name,given_name,category\nOLD,1,Ortega,Ines,ADULT\n";
    assert_eq!(rows(&patrons(&app, said).await), [0, 0, 1, 0]);
}

#[actix_web::test]
async fn a_patron_without_external_id_is_known_by_the_card_in_use() {
    let app = TestApp::start().await;
    let fixture = app.patron().await;
    let row = format!(",{},Newname,Ines,ADULT", fixture.card);
    assert_eq!(rows(&patrons(&app, &table(&[&row])).await), [0, 1, 0, 0]);
    assert_eq!(rows(&patrons(&app, &table(&[&row])).await), [0, 0, 1, 0]);

    let new = table(&[",K9,Otto,Ann,ADULT"]);
    assert_eq!(rows(&patrons(&app, &new).await), [1, 0, 0, 0]);
    assert_eq!(rows(&patrons(&app, &new).await), [0, 0, 1, 0]);

    let nameless = patrons(&app, &table(&[",,Otto,Ann,ADULT"])).await;
    assert_eq!(why(&app, &nameless).await, ("external_id".into(), "missing".into()));
}

#[actix_web::test]
async fn cards_belong_to_one_patron() {
    let app = TestApp::start().await;
    let fixture = app.patron().await;
    patrons(&app, &table(&["a1,K1,Ortega,Ines,ADULT", "a2,K2,Otto,Ann,ADULT"])).await;

    let theirs = patrons(&app, &table(&["a1,K2,Ortega,Ines,ADULT"])).await;
    assert_eq!(
        why(&app, &theirs).await,
        ("card_number".into(), "already-exists".into())
    );
    let of_another = patrons(&app, &table(&[&format!("a3,{},Ortega,Ines,ADULT", fixture.card)])).await;
    assert_eq!(
        why(&app, &of_another).await,
        ("card_number".into(), "already-exists".into())
    );
    let new = patrons(&app, &table(&["a1,K3,Ortega,Ines,ADULT"])).await;
    assert_eq!(rows(&new), [0, 1, 0, 0]);
    let cards = app
        .text(
            "select string_agg(number || ' ' || card.state, ', ' order by number) from patron_cards card
               join patrons on patrons.id = patron_id where external_id = 'a1'",
        )
        .await;
    assert_eq!(cards, "K1 replaced, K3 active");
    let old = patrons(&app, &table(&["a1,K1,Ortega,Ines,ADULT"])).await;
    assert_eq!(why(&app, &old).await, ("card_number".into(), "inactive".into()));
}

#[actix_web::test]
async fn a_minor_comes_with_a_guardian_of_the_file_or_a_reason() {
    let app = TestApp::start().await;
    let fixture = app.patron().await;
    let by_card = format!("c2,,Ortega,Lea,ADULT,2016-01-15,,,,,{}", fixture.card);
    let family = table(&[
        "p1,,Ortega,Ines,ADULT,1991-04-02",
        "c1,,Ortega,Leo,ADULT,2016-01-15,,,,p1",
        &by_card,
        "c3,,Ortega,Pia,ADULT,2016-01-15,,,,,,Lives in the children's home",
    ]);
    let tried = take(&app, family.as_bytes(), json!({ "kind": "patrons", "dry_run": true })).await;
    assert_eq!(rows(&tried), [4, 0, 0, 0]);
    assert_eq!(rows(&patrons(&app, &family).await), [4, 0, 0, 0]);

    let child = patron(&app, "c1").await;
    assert_eq!(child["guardians"][0]["patron"]["id"], patron(&app, "p1").await["id"]);
    assert_eq!(child["guardians"][0]["ends_on"], "2034-01-14");
    assert_eq!(rows(&patrons(&app, &family).await), [0, 0, 4, 0]);
    let reasons = app
        .count("select count(*) from audit_events where reason = 'Lives in the children''s home'")
        .await;
    assert_eq!(reasons, 1);

    for (row, column, code) in [
        ("d1,,O,A,ADULT,2016-01-15", "reason", "missing"),
        ("d1,,O,A,ADULT,2016-01-15,,,,nobody", "guardian_external_id", "unknown"),
        ("d1,,O,A,ADULT,2016-01-15,,,,c1", "guardian_external_id", "minor"),
        ("d1,,O,A,ADULT,2016-01-15,,,,p1,K1", "guardian_card_number", "one-of"),
        ("d1,,O,A,ADULT,1990-01-15,,,,p1", "", "conflict"),
    ] {
        let import = patrons(&app, &table(&[row])).await;
        assert_eq!(why(&app, &import).await, (column.into(), code.into()), "{row}");
    }
}

#[actix_web::test]
async fn cells_are_judged_as_a_registration_is() {
    let app = TestApp::start().await;
    app.sql(
        "update patron_categories set min_age = 5, max_age = 90;
             update branches set is_active = false where code = 'RIV'",
    )
    .await;
    let long = "x".repeat(101);
    let long_name = format!("e,,{long},A,ADULT");
    for (row, column, code, field, value) in [
        (long_name.as_str(), "family_name", "length", "family_name", json!(long)),
        (
            "e,,O,A,ADULT,2026-03-11",
            "birth_on",
            "in-the-future",
            "birth_on",
            json!("2026-03-11"),
        ),
        (
            "e,,O,A,ADULT,1849-03-11",
            "birth_on",
            "range",
            "birth_on",
            json!("1849-03-11"),
        ),
        (
            "e,,O,A,ADULT,1930-03-11",
            "category",
            "wrong-age",
            "birth_on",
            json!("1930-03-11"),
        ),
        ("e,,O,A,ADULT,,a@b@c", "email", "email", "email", json!("a@b@c")),
        ("e,?,O,A,ADULT", "card_number", "character", "card_number", json!("?")),
        ("e,,O,A,ADULT,,,,,,,,,,,x1", "phone", "phone", "phone", json!("x1")),
    ] {
        let import = patrons(&app, &table(&[row])).await;
        assert_eq!(why(&app, &import).await, (column.into(), code.into()), "{row}");
        let mut body = json!({
            "given_name": "A", "family_name": "O", "patron_category_id": app.category_id,
        });
        body[field] = value;
        let form = app.supervisor().once().post("/api/v1/patrons", body).await;
        assert_eq!(
            form.json["errors"][0]["code"], code,
            "the form says the same: {}",
            form.text
        );
    }
    for (row, column, code) in [
        ("e,,O,A,ADULT,,,,RIV", "home_branch", "inactive"),
        ("e,,O,A,ADULT,,,,NONE", "home_branch", "unknown"),
        ("e,,O,A,ADULT,02/03/1990", "birth_on", "not-a-date"),
        ("e,,O,A,ADULT,1990-02-30", "birth_on", "not-a-date"),
        ("e,,O,A,ADULT,,,,,,,,maybe", "wants_notices", "not-yes-or-no"),
        ("e,,O,A,ADULT,,,,,,,,,pigeon", "notice_channel", "unknown"),
    ] {
        let import = patrons(&app, &table(&[row])).await;
        assert_eq!(why(&app, &import).await, (column.into(), code.into()), "{row}");
    }
    assert_eq!(app.count("select count(*) from patrons").await, 0);
}

#[actix_web::test]
async fn closed_records_are_left_alone() {
    let app = TestApp::start().await;
    patrons(&app, &table(&["a1,K1,Ortega,Ines,ADULT", "a2,K2,Ortega,Ines,ADULT"])).await;
    app.sql(
        "update patrons set state = 'merged', merged_into_id = (select id from patrons where external_id = 'a2')
             where external_id = 'a1'",
    )
    .await;
    let import = patrons(&app, &table(&["a1,,Other,Name,ADULT"])).await;
    assert_eq!(why(&app, &import).await.1, "conflict");
}

#[actix_web::test]
async fn what_the_database_refuses_costs_one_row() {
    let app = TestApp::start().await;
    app.sql("alter table patrons add constraint patrons_no_otto_check check (family_name <> 'Otto')")
        .await;
    let import = patrons(
        &app,
        &table(&["a1,,Ortega,Ines,ADULT", "a2,,Otto,Ann,ADULT", "a3,,Ott,Ann,ADULT"]),
    )
    .await;
    assert_eq!(rows(&import), [2, 0, 0, 1]);
    assert_eq!(why(&app, &import).await.1, "refused-by-database");
}
