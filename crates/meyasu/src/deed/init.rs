//! `meyasu init`: a municipality begins.

use std::process::ExitCode;

use desk::Desk;
use jiff::Timestamp;
use plan::decision::StaffId;
use plan::municipality::Municipality;

use crate::cli::Init;
use crate::failure::Failure;
use crate::say::tell;

pub(crate) fn run(asked: &Init) -> Result<ExitCode, Failure> {
    let name = asked.name.clone();
    let desk = Desk::new(crate::data::open(&asked.place)?);
    let municipality = Municipality {
        notice: asked.notice.clone(),
        licence: asked.licence,
        ..Municipality::new(name.clone())
    };
    desk::founding::found(&desk, &asked.code.0, municipality, &StaffId(asked.by.clone()), Timestamp::now())?;
    let code = &asked.code.0;
    tell(
        format!("{name}（{code}）を始めました。次は：meyasu import 文書 --municipality {code} --decide 理由"),
        format!("{name} ({code}) has begun. Next: meyasu import FILE --municipality {code} --decide REASON"),
    );
    Ok(ExitCode::SUCCESS)
}
