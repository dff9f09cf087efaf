//! Tables as Parquet, one row group at a time, without Arrow: whole numbers, numbers that may be
//! absent, and texts that may be absent.

use std::io::Write;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::reader::get_typed_column_reader;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

/// The cells of a column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cells {
    /// Whole numbers.
    Whole(Vec<i64>),
    /// Numbers; `NaN` is written as absent.
    Number(Vec<f64>),
    /// Texts, or nothing.
    Text(Vec<Option<String>>),
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) cells: Cells,
}

impl Column {
    pub(crate) fn new(name: impl Into<String>, cells: Cells) -> Self {
        Self {
            name: name.into(),
            cells,
        }
    }

    fn field(&self) -> Result<TypePtr> {
        let (physical, logical, repetition) = match self.cells {
            Cells::Whole(_) => (Physical::INT64, None, Repetition::REQUIRED),
            Cells::Number(_) => (Physical::DOUBLE, None, Repetition::OPTIONAL),
            Cells::Text(_) => (
                Physical::BYTE_ARRAY,
                Some(LogicalType::String),
                Repetition::OPTIONAL,
            ),
        };
        let field = Type::primitive_type_builder(&self.name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition)
            .build()?;
        Ok(Arc::new(field))
    }
}

/// Writes a table in row groups.
pub(crate) struct TableWriter<W: Write + Send> {
    file: SerializedFileWriter<W>,
}

impl<W: Write + Send> TableWriter<W> {
    /// A table with the columns of `like`, whose cells are not written.
    pub(crate) fn new(sink: W, like: &[Column]) -> Result<Self> {
        let fields: Result<Vec<TypePtr>> = like.iter().map(Column::field).collect();
        let schema = Type::group_type_builder("results")
            .with_fields(fields?)
            .build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .build();
        let file = SerializedFileWriter::new(sink, Arc::new(schema), Arc::new(properties))?;
        Ok(Self { file })
    }

    /// Writes rows.
    pub(crate) fn write(&mut self, columns: &[Column]) -> Result<()> {
        let mut group = self.file.next_row_group()?;
        for column in columns {
            let Some(mut writer) = group.next_column()? else {
                return Err(ParquetError::General("a column too many".to_owned()));
            };
            match &column.cells {
                Cells::Whole(numbers) => {
                    writer
                        .typed::<Int64Type>()
                        .write_batch(numbers, None, None)?;
                }
                Cells::Number(numbers) => {
                    let there: Vec<i16> =
                        numbers.iter().map(|one| i16::from(!one.is_nan())).collect();
                    let values: Vec<f64> = numbers
                        .iter()
                        .copied()
                        .filter(|one| !one.is_nan())
                        .collect();
                    let typed = writer.typed::<DoubleType>();
                    typed.write_batch(&values, Some(&there), None)?;
                }
                Cells::Text(texts) => {
                    let there: Vec<i16> =
                        texts.iter().map(|one| i16::from(one.is_some())).collect();
                    let values: Vec<ByteArray> = texts
                        .iter()
                        .flatten()
                        .map(|text| ByteArray::from(text.as_str()))
                        .collect();
                    let typed = writer.typed::<ByteArrayType>();
                    typed.write_batch(&values, Some(&there), None)?;
                }
            }
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }

    /// Writes the end of the file and gives the sink back.
    pub(crate) fn finish(self) -> Result<W> {
        self.file.into_inner()
    }
}

/// A whole table as bytes.
pub(crate) fn to_bytes(columns: &[Column]) -> Result<Vec<u8>> {
    let mut writer = TableWriter::new(Vec::new(), columns)?;
    writer.write(columns)?;
    writer.finish()
}

/// The columns of a table by name, in the order asked for.
pub(crate) fn from_bytes(bytes: Bytes, names: &[String]) -> Result<Vec<Column>> {
    let file = SerializedFileReader::new(bytes)?;
    let schema = file.metadata().file_metadata().schema_descr_ptr();
    names
        .iter()
        .map(|name| {
            let place = schema.columns().iter().position(|one| one.name() == name);
            let place = place.ok_or_else(|| ParquetError::General(format!("no column {name}")))?;
            Ok(Column::new(name.clone(), cells(&file, place)?))
        })
        .collect()
}

fn cells(file: &SerializedFileReader<Bytes>, place: usize) -> Result<Cells> {
    let physical = file
        .metadata()
        .file_metadata()
        .schema_descr()
        .column(place)
        .physical_type();
    let (mut whole, mut numbers, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    for group in 0..file.num_row_groups() {
        let group = file.get_row_group(group)?;
        let rows = group.metadata().num_rows() as usize;
        let reader = group.get_column_reader(place)?;
        let mut there = Vec::new();
        match physical {
            Physical::INT64 => {
                let mut reader = get_typed_column_reader::<Int64Type>(reader);
                reader.read_records(rows, None, None, &mut whole)?;
            }
            Physical::DOUBLE => {
                let mut values = Vec::new();
                let mut reader = get_typed_column_reader::<DoubleType>(reader);
                reader.read_records(rows, Some(&mut there), None, &mut values)?;
                let mut values = values.into_iter();
                let cell = |&there: &i16| if there == 1 { values.next() } else { None };
                numbers.extend(there.iter().map(cell).map(|one| one.unwrap_or(f64::NAN)));
            }
            Physical::BYTE_ARRAY => {
                let mut values = Vec::new();
                let mut reader = get_typed_column_reader::<ByteArrayType>(reader);
                reader.read_records(rows, Some(&mut there), None, &mut values)?;
                let mut values = values.into_iter();
                for there in there {
                    let value = if there == 1 { values.next() } else { None };
                    let text = value.map(|value| value.as_utf8().map(str::to_owned));
                    texts.push(text.transpose()?);
                }
            }
            other => return Err(ParquetError::General(format!("a column of {other}"))),
        }
    }
    Ok(match physical {
        Physical::INT64 => Cells::Whole(whole),
        Physical::DOUBLE => Cells::Number(numbers),
        _ => Cells::Text(texts),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        vec![
            Column::new("setting", Cells::Whole(vec![1, 2, 3])),
            Column::new("ties.loss", Cells::Number(vec![0.1, f64::NAN, -3.0])),
            Column::new(
                "message",
                Cells::Text(vec![
                    None,
                    Some("é \"x\",\n".to_owned()),
                    Some(String::new()),
                ]),
            ),
        ]
    }

    #[test]
    fn a_table_comes_back_with_its_gaps() {
        let bytes = to_bytes(&columns()).expect("written");
        let names = ["message", "setting", "ties.loss"].map(str::to_owned);
        let back = from_bytes(Bytes::from(bytes), &names).expect("read");
        assert_eq!(back[0], columns()[2]);
        assert_eq!(back[1], columns()[0]);
        let Cells::Number(numbers) = &back[2].cells else {
            panic!("numbers");
        };
        assert!(numbers[0] == 0.1 && numbers[1].is_nan() && numbers[2] == -3.0);
    }

    #[test]
    fn the_same_table_is_the_same_bytes() {
        let bytes = || to_bytes(&columns()).expect("written");
        assert_eq!(bytes(), bytes());
    }

    #[test]
    fn a_torn_table_is_an_error() {
        let mut bytes = to_bytes(&columns()).expect("written");
        bytes.truncate(bytes.len() - 5);
        assert!(from_bytes(Bytes::from(bytes), &["setting".to_owned()]).is_err());
    }
}
