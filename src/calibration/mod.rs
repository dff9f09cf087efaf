//! Fits the uncertain parameters to what is known, and says how well they fit: history matching in
//! waves (Craig et al. 1997; Vernon, Goldstein and Bower 2010), then draws that fit, each with a run.

mod conflict;
mod coverage;
mod design;
mod emulator;
mod fit;
mod linear;
mod observe;
mod posterior;
mod problem;
mod recovery;
mod region;
mod stages;
mod store;
mod synthetic;
mod twins;
mod validation;
mod work;

pub use conflict::{Moved, Opposed, Outside, Reason};
pub use coverage::{Covered, cover};
pub use fit::{Effect, Fit, FittedDraw, Wave, calibrate};
pub use observe::{Observed, years};
pub use problem::{Problem, ProblemError};
pub use recovery::{Recovered, Recovery, recover};
pub use region::Origin;
pub use stages::{CalibrateError, Progress, Settings, Stage};
pub use store::{RunId, Store, StoreError};
pub use twins::{Twin, nothing_happens, start_and_end, twins};
pub use validation::{COHORT_YEARS, ISOLATED_YEARS, OfDraw, validate};
