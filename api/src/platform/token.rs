//! Access tokens: short-lived JWTs signed with keys that every copy of the service shares.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel::sql_types::{Binary, Text, Timestamptz};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use quick_cache::sync::Cache;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::sql;
use super::desk::Role;
use super::problem::{Code, Problem};
use super::secret::{Secret, sha256};

/// How long an access token is good for.
pub const ACCESS_TOKEN_LIFE: TimeDelta = TimeDelta::minutes(15);
/// How long a key signs. It verifies for [`ACCESS_TOKEN_LIFE`] longer.
const KEY_LIFE: TimeDelta = TimeDelta::days(30);
/// A successor is made when a key has less left than this, so that two are live around the change.
const KEY_OVERLAP: TimeDelta = TimeDelta::days(2);
/// A new key does not sign before every copy of the service has read it, which each does once a minute.
const KEY_SPREADS: TimeDelta = TimeDelta::minutes(3);
/// How long a verified token is believed without checking its signature again.
const VERIFIED_FOR: TimeDelta = TimeDelta::seconds(60);
const ISSUER: &str = "carrel";
const PURPOSE: &str = "signing key";

/// Whom a token is for. Never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Audience {
    /// Staff at a desk.
    #[serde(rename = "carrel-staff")]
    Staff,
    /// A patron on the website or in an app.
    #[serde(rename = "carrel-patron")]
    Patron,
    /// One of the library's own servers.
    #[serde(rename = "carrel-client")]
    Client,
}

/// What a token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    /// Always `carrel`.
    pub iss: String,
    /// Whom it is for.
    pub aud: Audience,
    /// The staff member's or patron's id.
    pub sub: Uuid,
    /// The session.
    pub sid: Uuid,
    /// The token itself.
    pub jti: Uuid,
    /// Made at, in seconds since the epoch.
    pub iat: i64,
    /// Good until, in seconds since the epoch.
    pub exp: i64,
    /// The person's token version when it was made.
    pub ver: i32,
    /// Role of a staff member.
    pub role: Option<Role>,
    /// Where deeds happen: the branch signed in to, or a patron's home branch.
    pub branch: Uuid,
    /// The desk signed in to.
    pub desk: Option<Uuid>,
    /// The branch's zone.
    pub zone: Tz,
}

/// Signs and verifies access tokens.
#[derive(Clone)]
pub struct Tokens {
    keys: Arc<RwLock<Keys>>,
    verified: Arc<Cache<[u8; 32], Verified>>,
}

#[derive(Clone)]
struct Verified {
    claims: Arc<Claims>,
    until: DateTime<Utc>,
}

struct Keys {
    signing_kid: String,
    signing_key: EncodingKey,
    verifying: HashMap<String, (DecodingKey, Vec<u8>)>,
}

#[derive(QueryableByName)]
struct KeyRow {
    #[diesel(sql_type = Text)]
    kid: String,
    #[diesel(sql_type = Binary)]
    public_key: Vec<u8>,
    #[diesel(sql_type = Binary)]
    sealed_private_key: Vec<u8>,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    retires_at: DateTime<Utc>,
}

impl Tokens {
    /// Reads the keys, making one when none is live for long enough.
    pub fn load(conn: &mut PgConnection, secret: &Secret, now: DateTime<Utc>) -> Result<Self, Problem> {
        let keys = read_keys(conn, secret, now)?;
        Ok(Self {
            keys: Arc::new(RwLock::new(keys)),
            verified: Arc::new(Cache::new(10_000)),
        })
    }

    /// Reads the keys again: another copy of the service may have made one.
    pub fn refresh(&self, conn: &mut PgConnection, secret: &Secret, now: DateTime<Utc>) -> Result<(), Problem> {
        let keys = read_keys(conn, secret, now)?;
        *self.keys.write().map_err(|_| poisoned())? = keys;
        Ok(())
    }

    /// Signs a token. `iss`, `jti`, `iat` and `exp` are set here.
    pub fn issue(&self, mut claims: Claims, now: DateTime<Utc>) -> Result<String, Problem> {
        ISSUER.clone_into(&mut claims.iss);
        claims.jti = Uuid::now_v7();
        claims.iat = now.timestamp();
        claims.exp = (now + ACCESS_TOKEN_LIFE).timestamp();
        let keys = self.keys.read().map_err(|_| poisoned())?;
        let header = Header {
            typ: Some("at+jwt".to_owned()),
            kid: Some(keys.signing_kid.clone()),
            ..Header::new(Algorithm::EdDSA)
        };
        jsonwebtoken::encode(&header, &claims, &keys.signing_key).map_err(|error| Problem::internal(&error.to_string()))
    }

    /// Checks signature and time. Asks no query.
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Arc<Claims>, Problem> {
        let key = sha256(token.as_bytes());
        let known = self.verified.get(&key).filter(|verified| now < verified.until);
        let claims = match known {
            Some(verified) => verified.claims,
            None => {
                let claims = Arc::new(self.check_signature(token)?);
                let verified = Verified {
                    claims: Arc::clone(&claims),
                    until: now + VERIFIED_FOR,
                };
                self.verified.insert(key, verified);
                claims
            }
        };
        if now.timestamp() >= claims.exp {
            return Err(Problem::of(Code::TokenExpired));
        }
        Ok(claims)
    }

    /// The public keys, as RFC 7517 writes them.
    pub fn jwks(&self) -> Result<serde_json::Value, Problem> {
        let keys = self.keys.read().map_err(|_| poisoned())?;
        let mut keys: Vec<_> = keys.verifying.iter().collect();
        keys.sort_by_key(|(kid, _)| *kid);
        let keys: Vec<_> = keys
            .into_iter()
            .map(|(kid, (_, public))| {
                serde_json::json!({
                    "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": kid,
                    "x": URL_SAFE_NO_PAD.encode(public),
                })
            })
            .collect();
        Ok(serde_json::json!({ "keys": keys }))
    }

    fn check_signature(&self, token: &str) -> Result<Claims, Problem> {
        let refused = || Problem::of(Code::Unauthenticated);
        let header = jsonwebtoken::decode_header(token).map_err(|_| refused())?;
        let (Some("at+jwt"), Some(kid)) = (header.typ.as_deref(), header.kid.as_deref()) else {
            return Err(refused());
        };
        let keys = self.keys.read().map_err(|_| poisoned())?;
        let (key, _) = keys.verifying.get(kid).ok_or_else(refused)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        // Time is checked on every use against the library's clock; the audience by whoever takes the token.
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.set_issuer(&[ISSUER]);
        validation.set_required_spec_claims(&["exp", "iss", "sub", "aud"]);
        jsonwebtoken::decode::<Claims>(token, key, &validation)
            .map(|data| data.claims)
            .map_err(|_| refused())
    }
}

fn read_keys(conn: &mut PgConnection, secret: &Secret, now: DateTime<Utc>) -> Result<Keys, Problem> {
    let mut rows = live_keys(conn, now)?;
    if rows.iter().all(|row| row.retires_at < now + KEY_OVERLAP) {
        make_key(conn, secret, now)?;
        rows = live_keys(conn, now)?;
    }
    let signing = signing_key(&rows, now).ok_or_else(|| Problem::internal("no signing key"))?;
    let private = secret
        .open(PURPOSE, &signing.sealed_private_key)
        .map_err(|_| Problem::internal("the signing key was sealed with another CARREL_SECRET"))?;
    Ok(Keys {
        signing_kid: signing.kid.clone(),
        signing_key: EncodingKey::from_ed_der(&private),
        verifying: rows
            .into_iter()
            .map(|row| (row.kid, (DecodingKey::from_ed_der(&row.public_key), row.public_key)))
            .collect(),
    })
}

/// The newest key that every copy knows; among new ones only, the first, so that copies that start together agree.
fn signing_key(rows: &[KeyRow], now: DateTime<Utc>) -> Option<&KeyRow> {
    let mut signing = rows.iter().filter(|row| row.retires_at > now);
    let first = signing.clone().next();
    signing.rfind(|row| row.created_at <= now - KEY_SPREADS).or(first)
}

fn live_keys(conn: &mut PgConnection, now: DateTime<Utc>) -> QueryResult<Vec<KeyRow>> {
    sql(
        "select kid, public_key, sealed_private_key, created_at, retires_at from signing_keys
         where retires_at > $1 order by created_at, kid",
    )
    .bind::<Timestamptz, _>(now - ACCESS_TOKEN_LIFE)
    .load(conn)
}

fn make_key(conn: &mut PgConnection, secret: &Secret, now: DateTime<Utc>) -> Result<(), Problem> {
    let failed = |_| Problem::internal("no signing key could be made");
    let pair = Ed25519KeyPair::generate().map_err(failed)?;
    let private = pair.to_pkcs8v1().map_err(failed)?;
    let sealed = secret.seal(PURPOSE, private.as_ref()).map_err(failed)?;
    sql(
        "insert into signing_keys (kid, public_key, sealed_private_key, created_at, retires_at)
         values ($1, $2, $3, $4, $5)",
    )
    .bind::<Text, _>(Uuid::now_v7().to_string())
    .bind::<Binary, _>(pair.public_key().as_ref().to_vec())
    .bind::<Binary, _>(sealed)
    .bind::<Timestamptz, _>(now)
    .bind::<Timestamptz, _>(now + KEY_LIFE)
    .execute(conn)?;
    Ok(())
}

fn poisoned() -> Problem {
    Problem::internal("a thread died while it held the signing keys")
}
