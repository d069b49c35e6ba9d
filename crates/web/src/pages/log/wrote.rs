//! What a call of Ponte's wrote, in words: method and path as the journal keeps them.

/// Ways to know a call: service, method, a piece of the path; the first that fits holds.
const CALLS: [(&str, &str, &str, &str); 14] = [
    ("till", "POST", "/orders", "wrote-till-order"),
    ("till", "PUT", "/orders", "wrote-till-order-again"),
    ("till", "POST", "/customers", "wrote-till-customer"),
    ("till", "POST", "/organizations", "wrote-till-customer"),
    ("shop", "POST", "/products/image", "wrote-picture"),
    ("shop", "DELETE", "/products/image", "wrote-picture-gone"),
    ("shop", "POST", "/products/", "wrote-product"),
    ("shop", "PUT", "/products/", "wrote-product-again"),
    ("shop", "POST", "/categories/", "wrote-category"),
    ("shop", "PUT", "/categories/", "wrote-category-again"),
    ("shop", "POST", "/attributes/", "wrote-attribute"),
    ("shop", "PUT", "/inventory/", "wrote-stock"),
    ("shop", "PUT", "/orders/", "wrote-order-state"),
    ("shop", "POST", "/webhook/", "wrote-inlet"),
];

/// The key of the sentence about a call, which counts such calls.
pub(super) fn key(service: &str, what: &str) -> &'static str {
    let (method, path) = what.split_once(' ').unwrap_or(("", what));
    let fits = |(known, with, piece, _): &&(&str, &str, &str, &'static str)| {
        *known == service && *with == method && path.contains(piece)
    };
    match (CALLS.iter().find(fits), service) {
        (Some((.., key)), _) => key,
        (None, "till") => "wrote-till-other",
        (None, _) => "wrote-shop-other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_told_by_what_they_write() {
        for (service, what, said) in [
            ("till", "POST /documents/orders/batch", "wrote-till-order"),
            ("till", "POST /documents/other", "wrote-till-other"),
            ("shop", "POST /v1.1/products/product.json", "wrote-product"),
            ("shop", "POST /v1.1/products/image.json", "wrote-picture"),
            (
                "shop",
                "PUT /v1.1/inventory/batchInventory.json",
                "wrote-stock",
            ),
            ("shop", "DELETE /v1.1/x", "wrote-shop-other"),
            ("shop", "odd", "wrote-shop-other"),
        ] {
            assert_eq!(key(service, what), said, "{what}");
        }
    }
}
