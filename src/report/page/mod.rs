//! The page `report.html`.

use super::Provenance;
use super::chart::{Chart, DrawError};
use crate::experiment::Comparison;
use crate::vocabulary::Lang;

/// The whole page.
pub(super) fn page(
    comparison: &Comparison,
    _provenance: &Provenance,
    _digest: &str,
    charts: &[Chart],
    lang: Lang,
) -> Result<String, DrawError> {
    let _ = (comparison, lang);
    charts.iter().map(Chart::svg_inline).collect()
}
