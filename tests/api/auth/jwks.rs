use carrel::platform::secret::Secret;
use carrel::platform::token::{Audience, Claims, Tokens};
use uuid::Uuid;

use super::{ada, open_library, text};

#[actix_web::test]
async fn anyone_reads_the_keys_that_tokens_are_signed_with() {
    let app = open_library().await;
    let token = ada(&app).await.json["access_token"].clone();

    let answer = app.anonymous().get("/.well-known/jwks.json").await;

    answer.assert_status(200);
    let key = &answer.json["keys"][0];
    assert_eq!((&key["kty"], &key["crv"]), (&"OKP".into(), &"Ed25519".into()));
    assert!(key.get("d").is_none(), "a private part never leaves");
    let header = jsonwebtoken::decode_header(text(&token)).expect("a header");
    assert_eq!(header.kid.as_deref(), key["kid"].as_str());
    assert_eq!(header.typ.as_deref(), Some("at+jwt"));
    assert_eq!(answer.header("cache-control"), "public, max-age=300");
}

#[actix_web::test]
async fn a_new_key_signs_once_every_copy_of_the_service_has_read_it() {
    let app = open_library().await;
    let secret = Secret::new("a secret of thirty-two bytes, for tests").expect("a secret");
    let copy = || {
        Tokens::load(
            &mut app.db.connection().expect("a connection"),
            &secret,
            app.clock.now(),
        )
        .expect("keys")
    };
    let (one, other) = (copy(), copy());
    let read_again = |tokens: &Tokens| {
        let mut conn = app.db.connection().expect("a connection");
        tokens.refresh(&mut conn, &secret, app.clock.now()).expect("keys");
    };
    let keys = "select count(*) from signing_keys";
    assert_eq!(app.count(keys).await, 1);

    app.set_clock("2026-04-07T12:00:01Z");
    read_again(&one);
    let early = one.issue(some_claims(), app.clock.now()).expect("a token");
    let known = other.verify(&early, app.clock.now()).is_ok();
    read_again(&other);
    app.set_clock("2026-04-07T12:03:01Z");
    read_again(&one);
    let late = one.issue(some_claims(), app.clock.now()).expect("a token");

    assert_eq!(app.count(keys).await, 2);
    assert!(known, "the copy that has not read the new key knows the old one");
    assert!(other.verify(&late, app.clock.now()).is_ok());
    let kid = |token: &str| jsonwebtoken::decode_header(token).expect("a header").kid;
    assert_ne!(kid(&early), kid(&late));
}

fn some_claims() -> Claims {
    Claims {
        iss: String::new(),
        aud: Audience::Patron,
        sub: Uuid::nil(),
        sid: Uuid::nil(),
        jti: Uuid::nil(),
        iat: 0,
        exp: 0,
        ver: 1,
        role: None,
        branch: Uuid::nil(),
        desk: None,
        zone: chrono_tz::Europe::Berlin,
    }
}
