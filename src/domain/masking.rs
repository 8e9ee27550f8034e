//! What lists may show of a personal value (D14): `138****5678`, `张**`, `w***g@example.com`.

/// A telephone number: the first three and last four digits; a short one only its last two.
/// What is masked already stays as it is.
pub fn phone(number: &str) -> String {
    let number = number.trim();
    if number.contains('*') {
        return number.to_owned();
    }
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let tail = |n: usize| digits[digits.len() - n..].iter().collect::<String>();
    match digits.len() {
        0..=4 => "****".to_owned(),
        5..=8 => format!("****{}", tail(2)),
        _ => {
            let head: String = digits[digits.len() - 11.min(digits.len())..][..3]
                .iter()
                .collect();
            format!("{head}****{}", tail(4))
        }
    }
}

/// A person's name: the first character, as platforms do.
pub fn name(name: &str) -> String {
    let name = name.trim();
    if name.contains('*') {
        return name.to_owned();
    }
    match name.chars().next() {
        None => String::new(),
        Some(first) => format!("{first}**"),
    }
}

/// A nickname or platform account: first and last character.
pub fn nick(nick: &str) -> String {
    let nick = nick.trim();
    if nick.contains('*') {
        return nick.to_owned();
    }
    let mut chars = nick.chars();
    match (chars.next(), chars.next_back()) {
        (Some(first), Some(last)) => format!("{first}**{last}"),
        (Some(first), None) => format!("{first}**"),
        _ => String::new(),
    }
}

/// An e-mail address: first and last character before the at sign, and the domain.
pub fn email(address: &str) -> String {
    match address.trim().split_once('@') {
        Some((local, domain)) => format!("{}@{domain}", nick(local)),
        None => nick(address),
    }
}

/// A street address below city and district: nothing of it.
pub fn detail(_address: &str) -> String {
    "****".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_show_enough_to_recognise_and_too_little_to_call() {
        assert_eq!(phone("13800138000"), "138****8000");
        assert_eq!(phone("+86 138-0013-8000"), "138****8000");
        assert_eq!(phone("8765432"), "****32");
        assert_eq!(phone("138****5678"), "138****5678");
        assert_eq!(name("张小凡"), "张**");
        assert_eq!(nick("旺旺小可爱"), "旺**爱");
        assert_eq!(email("wang@example.com"), "w**g@example.com");
    }
}
