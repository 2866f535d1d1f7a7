//! Passwords and PINs: hashed slowly on purpose, never more than two at a time, never on the async threads.

use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::try_generate_salt;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::problem::Problem;

/// Memory of one hash, in KiB. With two passes this is the smallest cost that OWASP's password storage cheat sheet
/// names for Argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Room for 33 MiB, of which only what a hash needs is ever touched. glibc gives pieces of 32 MiB and more back to the
/// system at once; of smaller ones it would keep one for every thread that has ever hashed.
const ROOM: usize = 33 * 1024;
/// How many are hashed at once: what keeps a flood of sign-ins from taking the machine.
const AT_ONCE: usize = 2;
/// How long a request waits for its turn before it is told `busy`.
const TURN_WAIT: Duration = Duration::from_secs(5);
/// Of the same cost as every other, and of no password: what an unknown account is compared with, so that it takes as
/// long as a known one.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5cyBzYWx0IQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Shortest password of a staff member, in characters.
pub const MIN_LENGTH: u64 = 8;
/// Longest password, in characters.
pub const MAX_LENGTH: u64 = 128;

/// Hashes and compares, two at a time.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
}

/// The hash could not be made: no memory or no randomness.
#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed")]
pub struct Unhashable;

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

impl Passwords {
    /// The hash to keep, a PHC string with its own salt and cost.
    pub async fn hash(&self, secret: String) -> Result<String, Problem> {
        self.in_turn(move || hash(&secret))
            .await?
            .map_err(|error| Problem::internal(&error.to_string()))
    }

    /// Whether `secret` is the one that `stored` was made of. Without `stored`, or with one that is no hash at all, the
    /// answer is no after the same work.
    pub async fn matches(&self, secret: String, stored: Option<String>) -> Result<bool, Problem> {
        self.in_turn(move || matches(&secret, stored.as_deref())).await
    }

    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let turn = timeout(TURN_WAIT, Arc::clone(&self.turns).acquire_owned()).await;
        let turn: OwnedSemaphorePermit = turn
            .map_err(|_| Problem::busy())?
            .map_err(|_| Problem::internal("the hashing gate is closed"))?;
        // The turn goes with the work, not with the request: a caller who hangs up does not free it early.
        web::block(move || {
            let done = work();
            drop(turn);
            done
        })
        .await
        .map_err(|_| Problem::internal("the worker threads are gone"))
    }
}

/// The hash to keep, for commands that run outside the service.
pub fn hash(secret: &str) -> Result<String, Unhashable> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| Unhashable)?;
    let salt = try_generate_salt().map_err(|_| Unhashable)?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params).map_err(|_| Unhashable)?,
        salt: Some(Salt::new(&salt).map_err(|_| Unhashable)?),
        hash: Some(output(secret, Algorithm::Argon2id, Version::V0x13, params, &salt)?),
    };
    Ok(hash.to_string())
}

fn matches(secret: &str, stored: Option<&str>) -> bool {
    let known = stored.and_then(|stored| PasswordHash::new(stored).ok());
    let is_known = known.is_some();
    let compared = match known {
        Some(hash) => Ok(hash),
        None => PasswordHash::new(NOBODYS),
    };
    compared.is_ok_and(|hash| is_same(secret, &hash)) && is_known
}

/// The cost is the one written in the hash. Outputs are compared in constant time.
fn is_same(secret: &str, hash: &PasswordHash) -> bool {
    let (Some(salt), Some(expected)) = (&hash.salt, &hash.hash) else {
        return false;
    };
    let version = hash.version.map_or(Ok(Version::default()), Version::try_from);
    match (
        Algorithm::try_from(hash.algorithm.as_str()),
        version,
        Params::try_from(hash),
    ) {
        (Ok(algorithm), Ok(version), Ok(params)) => {
            output(secret, algorithm, version, params, salt).is_ok_and(|output| output == *expected)
        }
        _ => false,
    }
}

fn output(
    secret: &str,
    algorithm: Algorithm,
    version: Version,
    params: Params,
    salt: &[u8],
) -> Result<Output, Unhashable> {
    let mut memory = Vec::new();
    let blocks = params.block_count();
    memory.try_reserve_exact(blocks.max(ROOM)).map_err(|_| Unhashable)?;
    memory.resize(blocks, Block::default());
    let mut output = [0; Output::MAX_LENGTH];
    let output = output
        .get_mut(..params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN))
        .ok_or(Unhashable)?;
    Argon2::new(algorithm, version, params)
        .hash_password_into_with_memory(secret.as_bytes(), salt, output, memory.as_mut_slice())
        .map_err(|_| Unhashable)?;
    Output::new(output).map_err(|_| Unhashable)
}

#[cfg(test)]
mod tests {
    use argon2::PasswordVerifier;

    use super::*;

    #[test]
    fn a_hash_matches_its_own_password_only() {
        let stored = hash("correct horse").unwrap();

        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(matches("correct horse", Some(&stored)));
        assert!(!matches("wrong horse", Some(&stored)));
        assert!(!matches("none", Some("none")), "a hash that is none opens nothing");
        assert!(!matches("", None));
    }

    #[test]
    fn it_is_the_argon2_that_others_compute() {
        let stored = hash("correct horse").unwrap();
        let verify = |secret: &str| Argon2::default().verify_password(secret.as_bytes(), stored.as_str());

        assert!(verify("correct horse").is_ok());
        assert!(verify("wrong horse").is_err());
    }

    #[test]
    fn nobodys_hash_costs_what_the_others_cost() {
        let stored = hash("x").unwrap();
        let cost = |hash: &str| PasswordHash::new(hash).unwrap().params.to_string();

        assert_eq!(cost(NOBODYS), cost(&stored));
    }
}
