use super::{lend, scan};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_scanned_item_is_lent_until_the_end_of_its_last_day() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);

    let answer = app.assistant().once().post("/api/v1/loans", scan(&patron, &item)).await;

    answer.assert_status(201);
    let loan = &answer.json;
    assert_eq!(
        answer.header("location"),
        format!("/api/v1/loans/{}", loan["id"].as_str().unwrap())
    );
    assert_eq!(loan["state"], "open");
    assert_eq!(loan["kind"], "loan");
    // 14 days after 10 March; summer time begins on the 29th.
    assert_eq!(loan["due_at"], "2026-03-24T22:59:59Z");
    assert_eq!(loan["due_on"], "2026-03-24");
    assert_eq!(loan["patron"]["card_number"], patron.card.as_str());
    assert_eq!(loan["item"]["barcode"], item.barcode.as_str());
    assert_eq!(loan["branch"]["code"], "CEN");
    assert_eq!(loan["sources"]["loan_length"], app.policy_id.to_string());
    assert_eq!(app.audit("loan.checked_out").await, 1);
    assert_eq!(app.events("loan.checked_out").await, 1);
    let on_loan = format!(
        "select count(*) from items where id = '{}' and status = 'on_loan'",
        item.id
    );
    assert_eq!(app.count(&on_loan).await, 1);
}

#[actix_web::test]
async fn spaces_and_case_of_what_was_scanned_do_not_matter() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);

    let body = json!({
        "patron_barcode": format!("  {} ", patron.card.to_lowercase()),
        "item_barcode": format!(" {}\t", item.barcode.to_lowercase()),
    });
    let answer = app.assistant().once().post("/api/v1/loans", body).await;

    answer.assert_status(201);
}

#[actix_web::test]
async fn unknown_barcodes_and_ids_are_fields_that_are_wrong() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let client = app.assistant();

    let no_card = json!({"patron_barcode": "NOBODY", "item_barcode": item.barcode});
    let no_item = json!({"patron_barcode": patron.card, "item_barcode": "NOTHING"});
    let no_id = json!({"patron_id": item.id, "item_id": item.id});

    client
        .once()
        .post("/api/v1/loans", no_card)
        .await
        .assert_fields(&[("/patron_barcode", "unknown-patron")]);
    client
        .once()
        .post("/api/v1/loans", no_item)
        .await
        .assert_fields(&[("/item_barcode", "unknown-item")]);
    client
        .once()
        .post("/api/v1/loans", no_id)
        .await
        .assert_fields(&[("/patron_id", "unknown-patron")]);
}

#[actix_web::test]
async fn exactly_one_name_for_patron_and_item() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);

    let both = json!({"patron_barcode": patron.card, "patron_id": patron.id, "item_barcode": item.barcode});
    let neither = json!({"item_barcode": item.barcode});

    app.assistant()
        .once()
        .post("/api/v1/loans", both)
        .await
        .assert_fields(&[("", "one-of")]);
    app.assistant()
        .once()
        .post("/api/v1/loans", neither)
        .await
        .assert_fields(&[("", "one-of")]);
}

#[actix_web::test]
async fn every_reason_is_told_at_once_with_who_may_lift_it() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    app.sql(&format!(
        "update patrons set expires_on = '2026-01-31' where id = '{patron}';
         insert into patron_restrictions (id, patron_id, reason, created_by)
            values (gen_random_uuid(), '{patron}', 'Address', '{staff}');
         update items set status = 'missing', missing_parts = 'disc 2' where id = '{item}';
         update patron_limits set max_loans = 0",
        patron = patron.id,
        staff = app.assistant_id,
        item = item.id,
    ))
    .await;

    let answer = app.assistant().once().post("/api/v1/loans", scan(&patron, &item)).await;

    answer.assert_problem(409, "blocked");
    let mut blocks: Vec<_> = answer.json["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|block| (block["code"].as_str().unwrap(), block["level"].as_str().unwrap()))
        .collect();
    blocks.sort_unstable();
    assert_eq!(
        blocks,
        [
            ("card-expired", "supervisor"),
            ("item-missing", "confirm"),
            ("item-missing-parts", "confirm"),
            ("loan-limit", "supervisor"),
            ("patron-restricted", "supervisor"),
        ]
    );
    assert_eq!(app.count("select count(*) from loans").await, 0);
}

#[actix_web::test]
async fn no_policy_no_loan() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    app.sql("delete from policies").await;

    let answer = app.assistant().once().post("/api/v1/loans", scan(&patron, &item)).await;

    answer.assert_blocked(&["no-policy"]);
    assert_eq!(answer.json["blocks"][0]["level"], "nobody");
}

#[actix_web::test]
async fn a_lost_or_replaced_card_lends_nothing() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    app.sql(&format!(
        "update patron_cards set state = 'lost', ended_at = now() where number = '{}';
         insert into patron_cards (id, patron_id, number) values (gen_random_uuid(), '{}', 'NEWCARD')",
        patron.card, patron.id
    ))
    .await;

    let old = app.assistant().once().post("/api/v1/loans", scan(&patron, &item)).await;
    let new = json!({"patron_barcode": "newcard", "item_barcode": item.barcode});
    let new = app.assistant().once().post("/api/v1/loans", new).await;

    old.assert_blocked(&["card-lost"]);
    new.assert_status(201);
}

#[actix_web::test]
async fn the_same_patron_is_told_and_offered_a_renewal() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let loan = lend(&app.assistant(), &patron, &item).await;

    let again = app.assistant().once().post("/api/v1/loans", scan(&patron, &item)).await;

    again.assert_blocked(&["on-loan-to-patron"]);
    assert_eq!(again.json["blocks"][0]["facts"]["loan_id"], loan["id"]);
}

#[actix_web::test]
async fn an_item_used_on_site_is_due_when_the_branch_closes() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);

    let body = json!({"patron_barcode": patron.card, "item_barcode": item.barcode, "on_site": true});
    let answer = app.assistant().once().post("/api/v1/loans", body).await;

    answer.assert_status(201);
    assert_eq!(answer.json["kind"], "on_site");
    assert_eq!(answer.json["due_at"], "2026-03-10T17:00:00Z");
    assert_eq!(answer.json["due_reasons"], json!(["on-site"]));
}

#[actix_web::test]
async fn l03_loans_and_on_site_loans_are_counted_apart() {
    let app = TestApp::start().await;
    app.sql("update policies set attributes = attributes || '{\"max_loans\": 1, \"max_onsite_loans\": 1}'")
        .await;
    let patron = app.patron().await;
    let (first, second, third) = (app.item().await, app.item().await, app.item().await);
    let client = app.assistant();
    lend(&client, &patron, &first).await;

    let over = client.once().post("/api/v1/loans", scan(&patron, &second)).await;
    let on_site = |item: &str| json!({"patron_barcode": patron.card, "item_barcode": item, "on_site": true});
    let site = client.once().post("/api/v1/loans", on_site(&second.barcode)).await;
    let over_site = client.once().post("/api/v1/loans", on_site(&third.barcode)).await;

    over.assert_blocked(&["item-type-limit"]);
    assert_eq!(over.json["blocks"][0]["facts"], json!({"loans": 1, "max": 1}));
    site.assert_status(201);
    over_site.assert_blocked(&["on-site-loan-limit"]);
}

#[actix_web::test]
async fn a_due_date_in_the_past_or_too_far_is_a_wrong_field() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let body = |due_at: &str| json!({"patron_barcode": patron.card, "item_barcode": item.barcode, "due_at": due_at});

    let past = app
        .supervisor()
        .once()
        .post("/api/v1/loans", body("2026-03-09T12:00:00Z"))
        .await;
    let far = app
        .supervisor()
        .once()
        .post("/api/v1/loans", body("2126-03-09T12:00:00Z"))
        .await;

    past.assert_fields(&[("/due_at", "not-in-future")]);
    far.assert_fields(&[("/due_at", "too-far")]);
}

#[actix_web::test]
async fn a_key_is_required() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);

    let answer = app.assistant().post("/api/v1/loans", scan(&patron, &item)).await;

    answer.assert_problem(400, "missing-header");
}

#[actix_web::test]
async fn only_staff_lend() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);

    let nobody = app.anonymous().once().post("/api/v1/loans", scan(&patron, &item)).await;
    let themself = app
        .patron_caller(&patron)
        .once()
        .post("/api/v1/loans", scan(&patron, &item))
        .await;

    nobody.assert_problem(401, "unauthenticated");
    themself.assert_problem(403, "forbidden");
}

#[actix_web::test]
async fn the_loan_keeps_the_policy_it_began_with() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let loan = lend(&app.assistant(), &patron, &item).await;
    app.sql("update policies set attributes = '{\"loanable\": true, \"loan_length\": 1, \"renewals_max\": 0}'")
        .await;

    let renewed = app
        .assistant()
        .once()
        .post(&super::path(&loan, "/renewals"), json!({}))
        .await;

    renewed.assert_status(201);
    assert_eq!(renewed.json["loan"]["due_on"], "2026-04-07");
}
