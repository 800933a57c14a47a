//! The brain of Ardoise: documents, sessions and notebook files, without any I/O.

pub mod interchange;
