//! How often one address may try to sign in. Counted in this process: with three copies of the service a caller gets
//! up to three times as much. What protects an account is the lock-out, which all copies share.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use super::client_address::{ClientAddress, client_address};
use super::problem::{Code, Problem};

static RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
static RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const WINDOW: Duration = Duration::from_secs(60);

type Limiter = RateLimiter<ClientAddress, DashMapStateStore<ClientAddress>, DefaultClock, StateInformationMiddleware>;

/// How many attempts to sign in one address has in a minute.
#[derive(Clone)]
pub struct SignInLimit {
    limiter: Arc<Limiter>,
    per_minute: NonZeroU32,
}

impl SignInLimit {
    /// All of them may come at once; then one comes back every `60 / per_minute` seconds.
    pub fn per_minute(per_minute: NonZeroU32) -> Self {
        let limiter = RateLimiter::dashmap(Quota::per_minute(per_minute)).with_middleware();
        Self {
            limiter: Arc::new(limiter),
            per_minute,
        }
    }

    /// Forgets addresses that have their whole quota again. Without it the table would only grow.
    pub fn forget_the_idle(&self) {
        self.limiter.retain_recent();
    }

    /// Takes one from the quota of `address`: how many are left, or how many seconds to wait.
    fn take(&self, address: ClientAddress) -> Result<u32, u64> {
        match self.limiter.check_key(&address) {
            Ok(state) => Ok(state.remaining_burst_capacity()),
            Err(refused) => {
                let wait = refused.wait_time_from(DefaultClock::default().now());
                Err(wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
            }
        }
    }

    /// `RateLimit` and `RateLimit-Policy`, as draft-ietf-httpapi-ratelimit-headers writes them.
    fn tell(&self, headers: &mut HeaderMap, left: u32, seconds: u64) {
        let quota = self.per_minute;
        let policy = format!("\"sign-in\";q={quota};w={}", WINDOW.as_secs());
        let state = format!("\"sign-in\";r={left};t={seconds}");
        for (name, text) in [(&RATE_LIMIT_POLICY, policy), (&RATE_LIMIT, state)] {
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.insert(name.clone(), value);
            }
        }
    }

    /// Seconds until a quota with `left` attempts is whole again.
    fn seconds_until_whole(&self, left: u32) -> u64 {
        let quota = u64::from(self.per_minute.get());
        let spent = quota.saturating_sub(u64::from(left));
        (spent * WINDOW.as_secs()).div_ceil(quota)
    }
}

/// Middleware of the routes that compare a password or PIN.
pub async fn limit_sign_ins<B: MessageBody>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let Some(limit) = req.app_data::<web::Data<SignInLimit>>().cloned() else {
        return Err(Problem::internal("the sign-in limit is not configured").into());
    };
    let address = client_address(req.request())?;
    match limit.take(address) {
        Ok(left) => {
            let mut response = next.call(req).await?;
            limit.tell(response.headers_mut(), left, limit.seconds_until_whole(left));
            Ok(response.map_into_left_body())
        }
        Err(wait) => {
            let problem = Problem::of(Code::TooManyRequests).retry_after(wait);
            let mut response = req.into_response(problem.error_response());
            limit.tell(response.headers_mut(), 0, wait);
            Ok(response.map_into_right_body())
        }
    }
}
