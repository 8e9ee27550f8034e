//! What a redirect makes of a request (RFC 9110, 15.4).

use crate::domain::plugin::permissions::Method;

/// Hops after the first request.
pub const MOST: usize = 3;

/// The method of the next request, and whether the body goes along; none when this status leads
/// nowhere.
pub fn next(status: u16, method: Method) -> Option<(Method, bool)> {
    match (status, method) {
        (301 | 302, Method::Post) => Some((Method::Get, false)),
        (303, Method::Head) => Some((Method::Head, false)),
        (303, _) => Some((Method::Get, false)),
        (301 | 302 | 307 | 308, method) => Some((method, true)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_keeps_the_method_unless_it_says_otherwise() {
        for (status, method, expected) in [
            (301, Method::Post, Some((Method::Get, false))),
            (302, Method::Post, Some((Method::Get, false))),
            (302, Method::Put, Some((Method::Put, true))),
            (303, Method::Post, Some((Method::Get, false))),
            (303, Method::Delete, Some((Method::Get, false))),
            (303, Method::Head, Some((Method::Head, false))),
            (307, Method::Post, Some((Method::Post, true))),
            (308, Method::Patch, Some((Method::Patch, true))),
            (300, Method::Get, None),
            (304, Method::Get, None),
            (305, Method::Get, None),
            (200, Method::Get, None),
        ] {
            assert_eq!(next(status, method), expected, "{status} {method}");
        }
    }
}
