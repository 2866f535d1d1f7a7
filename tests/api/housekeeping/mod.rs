//! What is thrown away, what stays, and what is on its shelf by now.

mod run;
mod shelving;
