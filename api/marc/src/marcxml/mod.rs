//! MARCXML: the same records as XML.
//!
//! Records are found wherever they stand, whatever answers of other services are wrapped around them. Entities other than XML's own
//! five are not read, so nothing can be made to grow; a record has a largest size and a largest depth.

mod bounded;
mod reader;
mod record;
mod write;

pub use reader::Reader;
pub use write::{CLOSE, OPEN, write};

/// The namespace of the Library of Congress.
pub const NAMESPACE: &str = "http://www.loc.gov/MARC21/slim";
