//! Where a plugin may send requests: origins, paths and methods, and which address of the network
//! is one of the world. What could be read in two ways is refused.

pub mod address;
pub mod grant;
pub mod origin;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
pub mod zone;

pub use address::Address;
pub use address::Refused;
pub use grant::NotGranted;
pub use grant::Reach;
pub use grant::granted;
pub use origin::Host;
pub use origin::Origin;
pub use origin::Scheme;
pub use zone::Zone;
