//! What programs use: JSON below `/api/v1`, over the same actions as the pages (`docs/api.md`).

mod asked;
mod bearer;
pub mod buyers;
pub mod cases;
mod change;
mod codes;
pub mod desk;
pub mod document;
pub mod imports;
mod limits;
pub mod orders;
mod problem;
mod routes;
pub mod search;
mod telling;
mod told;
mod values;
pub mod views;

pub use bearer::admit;
pub use limits::Limits;
pub use problem::problem_types;
pub use routes::ROUTES;
pub use telling::is_api;
pub use telling::tell;
