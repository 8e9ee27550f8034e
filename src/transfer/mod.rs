//! In and out: order files and after-sales lists of the platforms, read as a stream.
