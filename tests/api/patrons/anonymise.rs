//! Who it was is gone from every table; what was done can still be counted.

use uuid::Uuid;

use super::{CHILD, id_of, path, register};
use crate::support::{Answer, TestApp, Value, json};

async fn anonymise(app: &TestApp, id: Uuid) -> Answer {
    app.supervisor()
        .post(&format!("/api/v1/patrons/{id}/anonymisation"), Value::Null)
        .await
}

/// Tables that have the text, in capitals or not.
async fn rows_with(app: &TestApp, text: &str) -> Vec<String> {
    let tables = app
        .db
        .read(|conn| {
            use diesel::prelude::*;
            diesel::dsl::sql::<diesel::sql_types::Text>(
                "select table_name::text from information_schema.tables
                 where table_schema = 'public' and table_type = 'BASE TABLE'",
            )
            .load::<String>(conn)
        })
        .await
        .expect("tables");
    let mut found = Vec::new();
    for table in tables {
        let query =
            format!("select count(*) from {table} as found where strpos(lower(found::text), lower('{text}')) > 0");
        if app.count(&query).await > 0 {
            found.push(table);
        }
    }
    found.sort();
    found
}

/// Somebody with a past: a card, a PIN, two loans that ended, a fine that was paid, messages, family, a merged record.
async fn somebody(app: &TestApp) -> Uuid {
    let with = json!({
        "card_number": "ZQX1234567", "given_name": "Zenobia", "family_name": "Quaxley", "preferred_name": "Zeno",
        "email": "zenobia@quaxley.example", "phone": "555 0199 77", "address": "7 Quaxley Lane", "city": "Quaxton",
        "pin": "4711", "desk_note": "Quaxley is deaf", "keeps_history": true, "postal_code": "QX1",
    });
    let patron = register(app, with).await;
    let id = id_of(&patron);
    let (assistant, path) = (app.assistant(), path(&patron.json["id"]));
    for _ in 0..2 {
        let item = app.item().await;
        let loan = json!({"patron_id": id, "item_id": item.id});
        assistant.once().post("/api/v1/loans", loan).await.assert_status(201);
        let back = json!({"item_id": item.id});
        assistant.once().post("/api/v1/returns", back).await.assert_status(200);
    }
    let message = json!({"audience": "patron", "body": "Dear Zenobia"});
    assistant
        .once()
        .post(&format!("{path}/messages"), message)
        .await
        .assert_status(201);
    let restriction = json!({"reason": "Zenobia was rude"});
    let restricted = assistant
        .once()
        .post(&format!("{path}/restrictions"), restriction)
        .await;
    let lifted = format!("{path}/restrictions/{}", id_of(&restricted));
    app.supervisor().delete(&lifted).await.assert_status(204);
    let child = register(app, json!({"given_name": "Kit", "birth_on": CHILD, "guardian_id": id})).await;
    let link = format!("/api/v1/patrons/{}/guardians/{id}", id_of(&child));
    assistant.delete(&link).await.assert_status(204);
    let twin = register(app, json!({"given_name": "Zenobia", "family_name": "Quaxley-Old"})).await;
    let merge = json!({"into_id": id, "reason": "Zenobia twice"});
    let merges = format!("/api/v1/patrons/{}/merges", id_of(&twin));
    app.supervisor().once().post(&merges, merge).await.assert_status(200);
    app.sql(&format!(
        "insert into sessions (id, subject_kind, subject_id, kind, created_at, last_used_at, idle_seconds, ends_at,
            generation, is_placed)
         values (gen_random_uuid(), 'patron', '{id}', 'token', now(), now(), 60, now() + interval '1 day', 1, true);
         with fine as (
            insert into fines (id, account_id, kind, branch_id, charged_at, detail, loan_id, item_id)
            select gen_random_uuid(), account.id, 'overdue', '{branch}', now(), 'Zenobia late', loan.id, loan.item_id
            from accounts account join loans loan using (patron_id)
            where account.patron_id = '{id}' and merged_from_id is null limit 1
            returning *
         ), charge as (
            insert into ledger_entries (id, account_id, kind, amount, fine_id, entered_at, branch_id)
            select gen_random_uuid(), account_id, 'charge', 100, id, now(), branch_id from fine
         )
         insert into ledger_entries (id, account_id, kind, amount, fine_id, entered_at, branch_id, reason)
         select gen_random_uuid(), account_id, 'waiver', -100, id, now(), branch_id, 'Zenobia is kind' from fine",
        branch = app.branch_id
    ))
    .await;
    id
}

#[actix_web::test]
async fn t09_names_dates_and_addresses_go_and_what_is_counted_stays() {
    let app = TestApp::start().await;
    let id = somebody(&app).await;

    let answer = anonymise(&app, id).await;

    answer.assert_status(200);
    let patron = &answer.json;
    assert_eq!(patron["state"], "anonymised");
    assert_eq!(patron["name"], "Anonymised record");
    for field in [
        "preferred_name",
        "birth_on",
        "email",
        "phone",
        "address",
        "postal_code",
        "city",
        "desk_note",
        "expires_on",
        "card_number",
        "language",
        "age",
    ] {
        assert_eq!(patron[field], json!(null), "{field}");
    }
    for field in ["cards", "restrictions", "messages", "guardians", "children"] {
        assert_eq!(patron[field], json!([]), "{field}");
    }
    assert_eq!(patron["has_pin"], false);
    assert_eq!(patron["category"]["code"], "ADULT", "for the library's numbers");
    assert_eq!(patron["home_branch"]["code"], "CEN");
    assert_eq!(
        app.count("select count(*) from loans where closed_at is not null")
            .await,
        2
    );
    assert_eq!(
        app.count("select count(*) from ledger_entries").await,
        2,
        "what was taken in stays"
    );
    assert_eq!(app.audit("patron.anonymised").await, 1);
    register(&app, json!({"card_number": "ZQX1234567"})).await;
}

#[actix_web::test]
async fn t09_no_table_holds_the_person_any_longer() {
    let app = TestApp::start().await;
    let id = somebody(&app).await;
    let words = [
        "Zenobia",
        "Quaxley",
        "quaxley.example",
        "0199",
        "Quaxton",
        "ZQX1234567",
        "Zeno",
    ];
    for word in words {
        assert_ne!(
            rows_with(&app, word).await,
            Vec::<String>::new(),
            "{word} is somewhere to begin with"
        );
    }

    anonymise(&app, id).await.assert_status(200);

    for word in words {
        assert_eq!(rows_with(&app, word).await, Vec::<String>::new(), "{word}");
    }
    // The empty record keeps its id for the account's sums and the trace of deeds on the record itself.
    assert_eq!(
        rows_with(&app, &id.to_string()).await,
        ["accounts", "audit_events", "outbox", "patrons"]
    );
    let traces = format!(
        "select (select count(*) from audit_events where patron_id = '{id}'
                or (subject_id <> '{id}' and audit_events::text like '%{id}%' and deed <> 'patron.merged'))
            + (select count(*) from outbox where payload::text like '%{id}%')
            + (select count(*) from loans where patron_id is not null)
            + (select count(*) from fines where loan_id is not null or item_id is not null)"
    );
    assert_eq!(app.count(&traces).await, 0);
}

#[actix_web::test]
async fn every_reason_against_it_is_told_at_once() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    register(&app, json!({"birth_on": CHILD, "guardian_id": patron.id})).await;
    let item = app.item().await;
    let loan = json!({"patron_id": patron.id, "item_id": item.id});
    app.assistant()
        .once()
        .post("/api/v1/loans", loan)
        .await
        .assert_status(201);
    app.sql(&format!(
        "update staff set patron_id = '{}' where id = '{}';
         insert into ledger_entries (id, account_id, kind, amount, entered_at, branch_id)
         select gen_random_uuid(), id, 'payment', -100, now(), '{}' from accounts where patron_id = '{}'",
        patron.id, app.assistant_id, app.branch_id, patron.id
    ))
    .await;

    let answer = anonymise(&app, patron.id).await;

    answer.assert_blocked(&["open-loans", "unsettled-account", "guardian-of-minors", "staff-record"]);
    assert_eq!(
        answer.json["blocks"][1]["facts"]["balance"], -100,
        "a credit is somebody's money"
    );
    assert!(
        answer.json["blocks"]
            .as_array()
            .into_iter()
            .flatten()
            .all(|block| block["level"] == "nobody")
    );
    let read = app.assistant().get(&format!("/api/v1/patrons/{}", patron.id)).await;
    assert_eq!(read.json["state"], "active");
}

#[actix_web::test]
async fn it_is_done_once_and_by_a_supervisor_who_is_somebody_else() {
    let app = TestApp::start().await;
    let (patron, own) = (app.patron().await, app.patron().await);
    app.sql(&format!(
        "update staff set patron_id = '{}' where id = '{}'",
        own.id, app.supervisor_id
    ))
    .await;
    let path = format!("/api/v1/patrons/{}/anonymisation", patron.id);

    app.anonymous()
        .post(&path, Value::Null)
        .await
        .assert_problem(401, "unauthenticated");
    app.assistant()
        .post(&path, Value::Null)
        .await
        .assert_problem(403, "forbidden");
    app.patron_caller(&patron)
        .post(&path, Value::Null)
        .await
        .assert_problem(403, "forbidden");
    anonymise(&app, own.id).await.assert_problem(403, "own-account");
    anonymise(&app, Uuid::now_v7()).await.assert_problem(404, "not-found");
    anonymise(&app, patron.id).await.assert_status(200);
    anonymise(&app, patron.id).await.assert_problem(409, "conflict");
}

#[actix_web::test]
async fn of_a_loan_and_an_anonymisation_at_once_one_is_refused() {
    let app = TestApp::start().await;
    for _ in 0..crate::support::trials() {
        let (patron, item) = (app.patron().await, app.item().await);
        let loan = json!({"patron_id": patron.id, "item_id": item.id});
        let caller = app.assistant().once();

        let (lent, gone) =
            futures_util::future::join(caller.post("/api/v1/loans", loan), anonymise(&app, patron.id)).await;

        match lent.status {
            201 => gone.assert_blocked(&["open-loans"]),
            _ => {
                lent.assert_blocked(&["patron-anonymised"]);
                gone.assert_status(200);
            }
        }
    }
}
