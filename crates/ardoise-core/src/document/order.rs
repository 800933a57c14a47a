//! Where cells stand: each has a key, and cells are read in the order of their keys. A new key
//! fits between any two others, so that inserting and moving touch one cell only.
//!
//! Keys are base-62 fractions written without the point ("V" is one half). They never end in `0`,
//! since nothing would fit between `V` and `V0`. Two devices that insert at the same place get
//! different keys by the salt of the new cell; should keys be equal all the same, cell ids decide.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE: u64 = 62;
/// New keys at either end leave room for this many steps of growth before they get longer.
const END_DIGITS: usize = 3;
const END_STEP: u64 = 8;
/// Keys this long are only made by hostile updates.
pub(super) const LONGEST_KEY: usize = 512;

/// So many keys, evenly spread. The same count gives the same keys.
pub(super) fn spread(count: usize) -> Vec<String> {
    let slots = count as u64 + 1;
    let mut digits = END_DIGITS;
    while BASE.pow(digits as u32) < slots * END_STEP * 4 && digits < 10 {
        digits += 1;
    }
    let room = BASE.pow(digits as u32);
    // The middle half, so that both ends have room.
    (1..=count as u64).map(|slot| written(room / 4 + slot * (room / 2) / slots, digits)).collect()
}

/// A key between two others; none is the start or the end. Returns nothing when they leave no
/// room (equal, out of order, or not keys), and the caller must give new keys to their cells.
pub(super) fn between(before: Option<&str>, after: Option<&str>, salt: &str) -> Option<String> {
    let before = before.unwrap_or("");
    let valid = |key: &str| {
        key.len() <= LONGEST_KEY
            && key.bytes().all(|digit| DIGITS.contains(&digit))
            && !key.ends_with('0')
    };
    if !valid(before) || !after.is_none_or(|after| valid(after) && before < after) {
        return None;
    }
    let mut key = match after {
        None => step_up(before),
        Some(after) if before.is_empty() => step_down(after),
        Some(after) => middle(before, after),
    };
    salted(&mut key, salt);
    debug_assert!(before < key.as_str() && after.is_none_or(|after| key.as_str() < after));
    Some(key)
}

/// Adds two digits made of the salt. The key stays where it was, since a longer key follows its
/// own start directly, and what it must stay below differs from it before its end.
fn salted(key: &mut String, salt: &str) {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for byte in salt.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash ^= hash >> 29;
    key.push(char::from(DIGITS[(hash % BASE) as usize]));
    key.push(char::from(DIGITS[(1 + (hash / BASE) % (BASE - 1)) as usize]));
}

fn value(key: &str, at: usize) -> u64 {
    key.as_bytes()
        .get(at)
        .and_then(|digit| DIGITS.iter().position(|known| known == digit))
        .unwrap_or(0) as u64
}

fn written(mut number: u64, digits: usize) -> String {
    let mut key = vec![b'0'; digits];
    for place in key.iter_mut().rev() {
        *place = DIGITS[(number % BASE) as usize];
        number /= BASE;
    }
    // A final zero would leave no room before the next longer key.
    if key.last() == Some(&b'0') {
        key.push(b'V');
    }
    key.into_iter().map(char::from).collect()
}

/// A key a little above this one.
fn step_up(before: &str) -> String {
    if before.is_empty() {
        return "V".to_owned();
    }
    let room = BASE.pow(END_DIGITS as u32);
    // Leading groups that are full stay as they are.
    let mut full = 0;
    loop {
        let head = (0..END_DIGITS).fold(0, |sum, at| sum * BASE + value(before, full + at));
        if head + END_STEP < room {
            let mut key = before[..full.min(before.len())].to_owned();
            while key.len() < full {
                key.push('0');
            }
            key.push_str(&written(head + END_STEP, END_DIGITS));
            return key;
        }
        full += END_DIGITS;
    }
}

/// A key a little below this one.
fn step_down(after: &str) -> String {
    let mut empty = 0;
    loop {
        let head = (0..END_DIGITS).fold(0, |sum, at| sum * BASE + value(after, empty + at));
        if head > END_STEP {
            return format!("{}{}", &after[..empty], written(head - END_STEP, END_DIGITS));
        }
        if empty + END_DIGITS >= after.len() {
            return middle("", after);
        }
        empty += END_DIGITS;
        if head > 0 {
            return middle("", after);
        }
    }
}

/// A key in the middle of two different ones. It is never a start of `after`.
fn middle(before: &str, after: &str) -> String {
    let mut key = String::new();
    let mut at = 0;
    loop {
        let (low, high) = (value(before, at), value(after, at));
        if low + 1 < high {
            key.push(char::from(DIGITS[((low + high) / 2) as usize]));
            return key;
        }
        key.push(char::from(DIGITS[low as usize]));
        at += 1;
        if low < high {
            // Below `after` already: anything above the rest of `before` will do.
            loop {
                let low = value(before, at);
                if low + 1 < BASE {
                    key.push(char::from(DIGITS[((low + BASE) / 2) as usize]));
                    return key;
                }
                key.push(char::from(DIGITS[low as usize]));
                at += 1;
            }
        }
    }
}

/// Keys between two others, one for each salt, in order.
pub(super) fn between_many(
    before: Option<&str>,
    after: Option<&str>,
    salts: &[&str],
) -> Option<Vec<String>> {
    let mut keys = Vec::with_capacity(salts.len());
    fill(before, after, salts, &mut keys)?;
    Some(keys)
}

/// Halves, so that keys stay short when many cells are pasted at once.
fn fill(
    before: Option<&str>,
    after: Option<&str>,
    salts: &[&str],
    keys: &mut Vec<String>,
) -> Option<()> {
    let half = if after.is_none() { 0 } else { salts.len() / 2 };
    let Some(salt) = salts.get(half) else { return Some(()) };
    let key = between(before, after, salt)?;
    fill(before, Some(&key), &salts[..half], keys)?;
    keys.push(key);
    let place = keys.len() - 1;
    let key = keys[place].clone();
    fill(Some(&key), after, &salts[half + 1..], keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Inserts at places given by a seed, and checks that every key lies where it should.
    fn grown(seed: u64, count: usize, place: impl Fn(u64, usize) -> usize) -> Vec<String> {
        let mut keys = spread(3);
        let mut state = seed;
        for number in 0..count {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = place(state >> 33, keys.len());
            let before = at.checked_sub(1).map(|at| keys[at].as_str());
            let after = keys.get(at).map(String::as_str);
            let key = between(before, after, &format!("salt {number}")).expect("there is room");
            assert!(before.is_none_or(|before| before < key.as_str()));
            assert!(after.is_none_or(|after| key.as_str() < after));
            assert!(!key.ends_with('0'));
            keys.insert(at, key);
        }
        keys
    }

    fn longest(keys: &[String]) -> usize {
        keys.iter().map(String::len).max().unwrap_or(0)
    }

    #[test]
    fn there_is_always_room_between_two_keys() {
        for seed in 0..20 {
            grown(seed, 400, |chance, length| (chance as usize) % (length + 1));
        }
    }

    #[test]
    fn keys_stay_short_where_people_insert() {
        assert!(longest(&grown(1, 2000, |_, length| length)) <= 6, "at the end");
        assert!(longest(&grown(2, 2000, |_, _| 0)) <= 6, "at the start");
        assert!(longest(&grown(3, 300, |_, _| 2)) <= 80, "always at one place");
        assert!(longest(&grown(4, 2000, |chance, length| chance as usize % length)) <= 16);
    }

    #[test]
    fn a_spread_is_in_order_and_leaves_room() {
        for count in [0, 1, 2, 20, 227, 10_000] {
            let keys = spread(count);
            assert_eq!(keys.len(), count);
            assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{count}");
            assert!(keys.iter().all(|key| !key.ends_with('0')));
        }
    }

    #[test]
    fn many_keys_fit_between_two() {
        let salts: Vec<String> = (0..200).map(|number| number.to_string()).collect();
        let salts: Vec<&str> = salts.iter().map(String::as_str).collect();
        for (before, after) in
            [(None, None), (Some("V"), None), (None, Some("V")), (Some("V"), Some("V1"))]
        {
            let keys = between_many(before, after, &salts).expect("there is room");
            assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(before.is_none_or(|before| before < keys[0].as_str()));
            assert!(after.is_none_or(|after| keys[199].as_str() < after));
        }
    }

    #[test]
    fn two_devices_get_different_keys_for_one_place() {
        assert_ne!(between(Some("V"), Some("W"), "a"), between(Some("V"), Some("W"), "b"));
    }

    #[test]
    fn keys_that_leave_no_room_are_told() {
        assert_eq!(between(Some("V"), Some("V"), ""), None);
        assert_eq!(between(Some("W"), Some("V"), ""), None);
        assert_eq!(between(Some("V0"), None, ""), None);
        assert_eq!(between(Some("é"), None, ""), None);
        assert_eq!(between(None, Some(""), ""), None);
    }
}
