//! The cookie that keeps our own client signed in.
//!
//! `__Host-` makes the browser insist on Secure, Path=/ and no Domain, so that no other host of the same site can set
//! it. Chromium and curl count http://localhost and http://127.0.0.1 as secure enough for it; Safari does not, and any
//! other address needs https.

const NAME: &str = "__Host-carrel-refresh";

/// `Set-Cookie` for a new token, for as long as the token lasts unused.
pub(super) fn keep(token: &str, seconds: i64) -> String {
    format!("{NAME}={token}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Strict")
}

/// `Set-Cookie` that takes it away.
pub(super) fn drop() -> String {
    keep("", 0)
}

/// The token in a `Cookie` header.
pub(super) fn read(header: &str) -> Option<&str> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == NAME && !value.is_empty()).then_some(value))
}

/// Whether a page of this very service sent the request. A browser names the page's origin with every POST, and other
/// sites cannot make it say otherwise.
pub(super) fn is_own_page(origin: Option<&str>, asked_host: Option<&str>) -> bool {
    let authority = origin.and_then(|origin| origin.strip_prefix("https://").or(origin.strip_prefix("http://")));
    match (authority, asked_host) {
        (Some(authority), Some(host)) => authority.eq_ignore_ascii_case(host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_its_own_cookie_among_others() {
        assert_eq!(read("a=b; __Host-carrel-refresh=tok; c=d"), Some("tok"));
        assert_eq!(read("__Host-carrel-refresh="), None);
        assert_eq!(read("x__Host-carrel-refresh=tok"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn only_a_page_of_the_same_host_and_port_is_our_own() {
        let host = Some("library.example:8080");
        assert!(is_own_page(Some("http://library.example:8080"), host));
        assert!(is_own_page(Some("https://LIBRARY.example:8080"), host));
        assert!(!is_own_page(Some("http://library.example"), host));
        assert!(!is_own_page(Some("http://evil.example:8080"), host));
        assert!(!is_own_page(Some("null"), host));
        assert!(!is_own_page(None, host));
        assert!(!is_own_page(Some("http://library.example:8080"), None));
    }
}
