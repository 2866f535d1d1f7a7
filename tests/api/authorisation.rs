//! Every operation of the document, tried by every kind of caller.
//!
//! An operation that is in the document and not in the table fails, so nothing is offered that nobody thought about.

mod public;
mod request;
mod table;

use crate::openapi::document::{Operation, operations};
use crate::support::{Answer, Client, TestApp};
use request::Request;
use table::{TABLE, Who};

/// What the token's kind decides, before anything else is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    /// 401: nobody knows who asks, or the token is not good.
    NotSignedIn,
    /// 403: known, and not entitled.
    Forbidden,
    /// Neither.
    Admitted,
}

fn verdict(answer: &Answer) -> Verdict {
    match answer.json["code"].as_str() {
        Some("unauthenticated" | "token-expired") => Verdict::NotSignedIn,
        Some("forbidden") => Verdict::Forbidden,
        _ => Verdict::Admitted,
    }
}

/// Who may, by operationId. What the table lacks is told by one test alone.
fn who(operation: &Operation) -> Option<Who> {
    let id = operation.id();
    TABLE.iter().find(|(name, _)| *name == id).map(|(_, who)| *who)
}

/// Sends every operation as `caller` and compares what came back with what `expected` says; `None` is not judged.
async fn try_all(app: &TestApp, caller: &Client, expected: impl Fn(Who, &Operation) -> Option<Verdict>) {
    let mut wrong = Vec::new();
    for operation in operations() {
        let Some(expected) = who(&operation).and_then(|who| expected(who, &operation)) else {
            continue;
        };
        let answer = Request::minimal(&operation).at(app.branch_id).send(caller).await;
        assert!(
            answer.status < 500,
            "{} answers {}: {}",
            operation.name(),
            answer.status,
            answer.text
        );
        if verdict(&answer) != expected {
            wrong.push(format!(
                "{}: {expected:?} was expected, it answers {} {}",
                operation.name(),
                answer.status,
                answer.text
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_table_has_every_operation_and_no_other() {
    let ids: Vec<String> = operations().iter().map(Operation::id).collect();
    let missing: Vec<&String> = ids
        .iter()
        .filter(|id| !TABLE.iter().any(|(name, _)| name == id))
        .collect();
    let gone: Vec<&str> = TABLE
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !ids.iter().any(|id| id == name))
        .collect();

    assert!(
        missing.is_empty(),
        "not in tests/api/authorisation/table.rs: {missing:?}"
    );
    assert!(gone.is_empty(), "in the table and not in the document: {gone:?}");
}

#[test]
fn the_document_asks_for_the_tokens_the_table_asks_for() {
    for operation in operations() {
        let Some(who) = who(&operation) else { continue };
        let needs_token = who.is_for_staff();
        assert_eq!(operation.is_open_to_all(), !needs_token, "{}", operation.name());
        let says = operation.text("description");
        let word = match who {
            Who::Anyone => "Permissions: none",
            Who::WhoeverHasTheSecret => "Permissions: ",
            Who::Staff | Who::StaffInSession => "staff",
            Who::Supervisors => "supervisor",
        };
        assert!(
            says.contains(word),
            "{}: the Permissions line does not say {word:?}: {says}",
            operation.name()
        );
    }
}

#[actix_web::test]
async fn without_a_token() {
    let app = TestApp::start().await;
    try_all(&app, &app.anonymous(), |who, _| match who {
        Who::Anyone => Some(Verdict::Admitted),
        Who::WhoeverHasTheSecret => None,
        _ => Some(Verdict::NotSignedIn),
    })
    .await;
}

fn of_a_patron(who: Who, _: &Operation) -> Option<Verdict> {
    match who {
        Who::Anyone => Some(Verdict::Admitted),
        Who::WhoeverHasTheSecret => None,
        _ => Some(Verdict::Forbidden),
    }
}

#[actix_web::test]
async fn as_a_patron() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    try_all(&app, &app.patron_caller(&patron), of_a_patron).await;
}

#[actix_web::test]
async fn as_another_patron() {
    let app = TestApp::start().await;
    let (patron, other) = (app.patron().await, app.patron().await);
    let caller = app.patron_caller(&other);
    for operation in operations()
        .iter()
        .filter(|operation| operation.path.contains("/patrons/{id}"))
    {
        let answer = Request::minimal(operation).about(patron.id).send(&caller).await;
        assert_eq!(
            verdict(&answer),
            Verdict::Forbidden,
            "{}: {}",
            operation.name(),
            answer.text
        );
        assert!(
            !answer.text.contains(&patron.card),
            "{} tells of another patron",
            operation.name()
        );
    }
}

#[actix_web::test]
async fn as_an_assistant() {
    let app = TestApp::start().await;
    try_all(&app, &app.assistant(), |who, _| match who {
        Who::Anyone | Who::Staff => Some(Verdict::Admitted),
        Who::WhoeverHasTheSecret | Who::StaffInSession => None,
        Who::Supervisors => Some(Verdict::Forbidden),
    })
    .await;
}

#[actix_web::test]
async fn as_a_supervisor() {
    let app = TestApp::start().await;
    try_all(&app, &app.supervisor(), |who, _| {
        let is_judged = !matches!(who, Who::WhoeverHasTheSecret | Who::StaffInSession);
        is_judged.then_some(Verdict::Admitted)
    })
    .await;
}

#[actix_web::test]
async fn as_one_of_the_librarys_servers() {
    let app = TestApp::start().await;
    try_all(&app, &app.client(), |who, _| {
        who.is_for_staff().then_some(Verdict::NotSignedIn)
    })
    .await;
}

#[actix_web::test]
async fn with_an_expired_token() {
    let app = TestApp::start().await;
    app.set_clock("2026-03-10T11:40:00Z");
    let caller = app.supervisor();
    app.set_clock("2026-03-10T12:00:00Z");
    try_all(&app, &caller, |who, _| {
        who.is_for_staff().then_some(Verdict::NotSignedIn)
    })
    .await;
}

#[actix_web::test]
async fn with_a_made_up_token() {
    let app = TestApp::start().await;
    let caller = app.anonymous().bearer("eyJhbGciOiJub25lIn0.e30.");
    try_all(&app, &caller, |who, _| {
        who.is_for_staff().then_some(Verdict::NotSignedIn)
    })
    .await;
}

/// A token stays good for reads until it expires, 15 minutes at most; no deed is done with it.
#[actix_web::test]
async fn as_a_supervisor_disabled_meanwhile() {
    let app = TestApp::start().await;
    let caller = app.supervisor();
    app.sql("update staff set is_active = false, token_version = token_version + 1")
        .await;
    try_all(&app, &caller, |who, operation| {
        let is_deed = operation.method != "get" && !table::ONLY_READ.contains(&operation.id().as_str());
        (is_deed && who.is_for_staff()).then_some(Verdict::NotSignedIn)
    })
    .await;
}
