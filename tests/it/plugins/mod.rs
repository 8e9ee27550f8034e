//! Plugins: what a stranger's code may do to a desk, and what it may not.

mod hostile;
mod installed;
