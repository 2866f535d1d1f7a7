//! What every route does with requests that nobody should send.

mod body;
mod browser;
mod log;
mod route;
