//! What every page is in: one file that opens from disk and takes nothing from a network.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::style::CSS;
use crate::report::chart::font_faces;
use crate::vocabulary::Lang;

/// A page of a title and a body. The letters of pictures come along where it has any.
pub(in crate::report) fn document(
    title: &str,
    has_pictures: bool,
    body: &Markup,
    lang: Lang,
) -> String {
    let code = match lang {
        Lang::Nl => "nl",
        Lang::En => "en",
    };
    let whole = html! {
        (DOCTYPE)
        html lang=(code) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; font-src data:";
                title { (title) }
                style {
                    @if has_pictures { (PreEscaped(font_faces())) }
                    (PreEscaped(CSS))
                }
            }
            body { (body) }
        }
    };
    whole.into_string()
}
