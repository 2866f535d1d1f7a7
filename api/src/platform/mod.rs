//! What every area stands on, and what knows no area.

pub mod client_address;
pub mod clock;
pub mod code_list;
pub mod csv;
pub mod dates;
pub mod db;
pub mod desk;
pub mod etag;
pub mod fit;
pub mod idempotency;
pub mod jobs;
pub mod json;
pub mod night;
pub mod openapi;
pub mod page;
pub mod password;
pub mod payment_method;
pub mod problem;
pub mod rate_limit;
pub mod record;
pub mod refs;
pub mod secret;
pub mod telemetry;
pub mod text;
pub mod title_format;
pub mod token;
