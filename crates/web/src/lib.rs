//! Addresses, pages, charts: the only HTTP and the only HTML.
