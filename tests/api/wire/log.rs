//! No log line holds what must not leave the desk.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{TestApp, json};

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("lines").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Lines {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("lines")).into_owned()
    }
}

/// What no line may hold.
struct Secrets {
    password: &'static str,
    pin: &'static str,
    mail: &'static str,
    phone: &'static str,
    family_name: &'static str,
    grant: &'static str,
}

/// Deeds full of what must not be logged: done, refused, and failing in the database.
async fn registers_and_lends(app: &TestApp, card: &str, secrets: &Secrets) {
    let (assistant, supervisor) = (app.assistant(), app.supervisor());
    let item = app.item().await;
    let newcomer = json!({
        "card_number": "29990000123456", "given_name": "Hermione", "family_name": secrets.family_name,
        "birth_on": "1979-09-19", "email": secrets.mail, "phone": secrets.phone, "pin": secrets.pin,
        "patron_category_id": app.category_id,
    });
    for _ in 0..2 {
        assistant.once().post("/api/v1/patrons", newcomer.clone()).await;
    }
    let member = json!({
        "username": "kim", "name": secrets.family_name, "role": "assistant", "password": secrets.password,
        "all_branches": true,
    });
    supervisor.post("/api/v1/staff", member).await;
    let grant = json!({
        "username": "sam", "password": secrets.password, "operation_id": "createLoan", "subject_ids": [item.id],
        "codes": ["balance-limit"], "reason": "Known",
    });
    assistant.post("/api/v1/auth/override-grants", grant).await;
    let scan = json!({"patron_barcode": card, "item_barcode": item.barcode});
    let lending = assistant.header("Override-Grant", secrets.grant);
    lending
        .once()
        .post("/api/v1/loans", scan.clone())
        .await
        .assert_status(201);
    // A constraint that nobody expects: the database's own words about the row must not reach the log.
    app.sql("alter table patron_cards add constraint patron_cards_odd_check check (number not like '2999%') not valid")
        .await;
    let mut odd = newcomer;
    odd["card_number"] = json!("29990000123457");
    odd["family_name"] = json!("Quackenbush-Odd");
    odd["email"] = json!(null);
    odd["phone"] = json!(null);
    assistant
        .once()
        .post("/api/v1/patrons", odd)
        .await
        .assert_problem(500, "internal");
}

#[actix_web::test]
async fn a_log_names_routes_and_holds_no_secret() {
    let lines = Lines::default();
    let log = tracing_subscriber::fmt()
        .json()
        .with_env_filter(EnvFilter::new("debug,carrel=trace"))
        .with_writer(lines.clone())
        .finish();
    tracing::subscriber::set_global_default(log).expect("no other test starts a log");
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let (password, pin, mail) = ("a-password-nobody-logs", "83917462", "someone@nowhere.example");
    let secrets = Secrets {
        password,
        pin,
        mail,
        phone: "0771234509",
        family_name: "Quackenbush",
        grant: "grant-5b0f1d6e7c9a4e21",
    };
    let token = "eyJhbGciOiJub25lIn0.c2VjcmV0.c2lnbmF0dXJl";

    let anonymous = app.anonymous();
    anonymous
        .post("/api/v1/auth/login", json!({"username": "ada", "password": password}))
        .await;
    anonymous
        .post(
            "/api/v1/auth/patron-login",
            json!({"card_number": patron.card, "pin": pin}),
        )
        .await;
    anonymous
        .post("/api/v1/auth/refresh", json!({"refresh_token": token}))
        .await;
    anonymous.bearer(token).get("/api/v1/library").await;
    let assistant = app.assistant();
    assistant
        .post("/api/v1/patrons/search", json!({"card_number": patron.card}))
        .await;
    assistant.post("/api/v1/patrons/search", json!({"email": mail})).await;
    assistant
        .post("/api/v1/barcodes/lookup", json!({"barcode": patron.card}))
        .await;
    assistant.get(&format!("/api/v1/patrons/{}/account", patron.id)).await;
    assistant.get(&format!("/api/v1/nothing/{}", patron.card)).await;
    registers_and_lends(&app, &patron.card, &secrets).await;

    let text = lines.text();
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("\"target\":\"access\""))
        .collect();
    assert!(lines.len() >= 15, "every request leaves a line");
    assert!(text.contains("\"status\":500"), "something went wrong inside");
    assert!(text.contains("\"status\":409"), "something was refused");
    assert!(
        text.contains("/api/v1/patrons/{id}/account"),
        "the line names the route"
    );
    for (what, secret) in [
        ("a password", password),
        ("a PIN", pin),
        ("a token", token),
        ("an e-mail address", mail),
        ("a phone number", secrets.phone),
        ("a name", secrets.family_name),
        ("a grant", secrets.grant),
    ] {
        assert!(!text.contains(secret), "a log line holds {what}");
    }
    // Random hexadecimal ids may hold the digits, but never all of the card's number with its letter.
    assert!(!text.contains(&patron.card), "a log line holds a card number");
    assert!(
        !text.contains(&patron.id.to_string()),
        "an access line holds an id that only the route should stand for"
    );
}
