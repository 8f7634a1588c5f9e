//! 入力の問題: what is wrong with a form, by field, so that the page can say it where it is.

use web::Lang;

use crate::office::Fault;
use crate::refused::Refused;

/// What is wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    field: &'static str,
    said: String,
}

impl Problem {
    /// What the desk found wrong with what was typed; any other fault is a page of its own.
    pub(crate) fn of(fault: Fault, l: Lang) -> Result<Self, Refused> {
        let Fault::Desk(error) = fault else { return Err(fault.page(l)) };
        let said = l.say(error.ja(), error.to_string());
        match &error {
            desk::Error::Invalid(it) => {
                Ok(Self { field: it.field, said: l.say(it.ja.clone(), it.en.clone()) })
            }
            desk::Error::WeakPassword(_) => Ok(Self { field: "password", said }),
            desk::Error::Refused(_) => Ok(Self { field: "code", said }),
            desk::Error::LastAdministrator | desk::Error::TooMany(_) => Ok(Self { field: "", said }),
            _ => Err(Refused::of(l, &error)),
        }
    }

    /// The same, said of the whole: where the field's name stands on the page more than once.
    pub(crate) fn of_all(self) -> Self {
        Self { field: "", ..self }
    }

    /// The field that it is about; empty where it is about the whole.
    pub(crate) fn field(&self) -> &'static str {
        self.field
    }

    /// What to do.
    pub(crate) fn said(&self) -> &str {
        &self.said
    }

    /// What is wrong with a field.
    pub(crate) fn about(&self, field: &str) -> Option<&str> {
        (self.field == field).then_some(self.said.as_str())
    }
}
