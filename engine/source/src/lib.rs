//! Empty: this package only names dependencies.
