//! Where a request comes from and which host it asked for, when proxies stand in between.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header::{HOST, HeaderMap, HeaderName, X_FORWARDED_FOR};
use actix_web::{FromRequest, HttpRequest, web};

use super::problem::Problem;

static X_FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Proxies whose X-Forwarded-For and X-Forwarded-Host are believed (`CARREL_TRUSTED_PROXIES`).
#[derive(Clone, Default)]
pub struct TrustedProxies(Arc<[IpAddr]>);

impl TrustedProxies {
    /// These and no others.
    pub fn new(proxies: &[IpAddr]) -> Self {
        Self(proxies.iter().map(IpAddr::to_canonical).collect())
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }

    /// The peer, or what the proxies say about it: the last entry that no trusted proxy wrote about another one.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let entries: Vec<&str> = headers
            .get_all(X_FORWARDED_FOR)
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        let mut client = peer;
        for entry in entries.iter().rev() {
            if !self.trusts(client) {
                break;
            }
            let Some(address) = parse(entry) else { break };
            client = address;
        }
        client.to_canonical()
    }
}

/// Whose attempts are counted: one IPv4 address, or the 64 bits of an IPv6 network that one household or one branch
/// is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V6(address) => {
                let network = address.to_bits() & (u128::MAX << 64);
                Self(IpAddr::V6(Ipv6Addr::from_bits(network)))
            }
            address @ IpAddr::V4(_) => Self(address),
        }
    }
}

impl FromRequest for ClientAddress {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(client_address(req))
    }
}

/// The address of the caller of `req`.
pub fn client_address(req: &HttpRequest) -> Result<ClientAddress, Problem> {
    let peer = req
        .peer_addr()
        .ok_or_else(|| Problem::internal("no peer address"))?
        .ip();
    let proxies = trusted(req)?;
    Ok(ClientAddress::of(proxies.client(peer, req.headers())))
}

/// The host and port that the caller's browser asked for. A trusted proxy may have changed `Host`.
pub fn asked_host(req: &HttpRequest) -> Result<Option<String>, Problem> {
    let proxies = trusted(req)?;
    let behind_proxy = req.peer_addr().is_some_and(|peer| proxies.trusts(peer.ip()));
    let forwarded = req.headers().get(&X_FORWARDED_HOST).filter(|_| behind_proxy);
    let host = forwarded
        .or_else(|| req.headers().get(HOST))
        .and_then(|value| value.to_str().ok());
    // HTTP/2 says it in the address instead.
    let host = host.or_else(|| req.uri().authority().map(|authority| authority.as_str()));
    Ok(host.map(|host| host.trim().to_ascii_lowercase()))
}

fn trusted(req: &HttpRequest) -> Result<&TrustedProxies, Problem> {
    req.app_data::<web::Data<TrustedProxies>>()
        .map(|proxies| proxies.get_ref())
        .ok_or_else(|| Problem::internal("trusted proxies are not configured"))
}

/// `203.0.113.7`, `203.0.113.7:4711`, `2001:db8::7` or `[2001:db8::7]:4711`.
fn parse(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim();
    let address = entry.parse::<IpAddr>().ok();
    address.or_else(|| entry.parse::<std::net::SocketAddr>().ok().map(|socket| socket.ip()))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderMap, HeaderValue};

    use super::*;

    fn client(peer: &str, forwarded: &[&'static str]) -> String {
        let proxies = TrustedProxies::new(&["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()]);
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(X_FORWARDED_FOR, HeaderValue::from_static(value));
        }
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(client("203.0.113.7", &["198.51.100.1"]), "203.0.113.7");
        assert_eq!(client("10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn what_the_caller_wrote_before_the_last_untrusted_hop_is_not_believed() {
        assert_eq!(client("10.0.0.1", &["1.2.3.4, 198.51.100.1, 10.0.0.2"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["1.2.3.4", "198.51.100.1"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["198.51.100.1:999, rubbish"]), "10.0.0.1");
        assert_eq!(client("::ffff:10.0.0.1", &["[2001:db8::7]:443"]), "2001:db8::7");
    }

    #[test]
    fn an_ipv6_network_counts_as_one() {
        let one = ClientAddress::of("2001:db8:1:2:3:4:5:6".parse().unwrap());
        let other = ClientAddress::of("2001:db8:1:2:ffff::1".parse().unwrap());

        assert_eq!(one, other);
        assert_ne!(one, ClientAddress::of("2001:db8:1:3::1".parse().unwrap()));
    }
}
