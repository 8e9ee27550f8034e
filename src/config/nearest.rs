//! Which known name someone most likely meant.

/// The nearest of `names`, if any is near enough to be worth a guess.
pub(super) fn nearest<'a>(said: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let said = said.to_ascii_lowercase().replace('-', "_");
    names
        .map(|name| (steps(&said, name), name))
        .filter(|(steps, name)| {
            let begun = said.len() > 2 && name.starts_with(&said);
            begun || *steps <= (name.len().max(said.len()) / 3).max(2)
        })
        .min()
        .map(|(_, name)| name)
}

/// Letters to add, drop or change to get from one to the other.
fn steps(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
