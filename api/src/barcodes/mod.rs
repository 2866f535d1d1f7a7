//! What is this barcode? A card, an item, both or nothing: the question behind the one scan box.

mod http;
mod store;

pub(crate) use http::configure;
