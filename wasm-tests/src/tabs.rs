//! Two connections to one database, as two tabs have them: nothing that one stores is lost by what
//! the other does, whatever the order, and a tab that dies leaves all or nothing.

use ardoise_page::Store;
use ardoise_page::wire::Record;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::desk::*;
use crate::store::{inserted, load, updates_of};

/// Starts an append and does not wait for it.
fn append(store: &std::rc::Rc<Store>, update: Vec<u8>) -> Promise {
    let store = std::rc::Rc::clone(store);
    future_to_promise(async move {
        store.append("n".into(), 1.0, bytes(&update), js(&summary("a"))).await?;
        Ok(JsValue::UNDEFINED)
    })
}

fn compact(store: &std::rc::Rc<Store>) -> Promise {
    let store = std::rc::Rc::clone(store);
    future_to_promise(async move {
        store.compact("n".into(), 2.0, false).await?;
        Ok(JsValue::UNDEFINED)
    })
}

#[wasm_bindgen]
pub async fn test_merging_loses_nothing_another_tab_appends() -> Outcome {
    for seed in 0..12 {
        let name = format!("merge-{seed}");
        fresh(&name).await?;
        let tabs = [std::rc::Rc::new(open(&name).await?), std::rc::Rc::new(open(&name).await?)];
        let new = new_notebook("a");
        tabs[0].create("n".into(), 0.0, js(&new), None).await?;
        let mut people = [1, 2].map(|number| Person::new(number, std::slice::from_ref(&new.seed)));
        let mut dice = Dice(seed);
        let mut written = Vec::new();
        let mut running = Vec::new();
        for step in 0..40 {
            let who = dice.below(2) as usize;
            match dice.below(5) {
                0 => running.push(compact(&tabs[who])),
                1 => turn().await,
                _ => {
                    let text = format!("step {step:02}");
                    for update in people[who].does(inserted(&text)) {
                        running.push(append(&tabs[who], update));
                    }
                    written.push(text);
                }
            }
        }
        for promise in running {
            JsFuture::from(promise).await?;
        }
        let found = load(&tabs[1], "n").await?;
        equal(Person::new(3, &found.updates).sources(), written, &format!("seed {seed}"))?;
        tabs.iter().for_each(|tab| tab.close());
        fresh(&name).await?;
    }
    Ok(())
}

#[wasm_bindgen]
pub async fn test_a_tab_reads_on_where_it_stopped_also_after_merging() -> Outcome {
    let name = "reads-on";
    let one = fresh_store(name).await?;
    let two = open(name).await?;
    let new = new_notebook("a");
    one.create("n".into(), 0.0, js(&new), None).await?;
    one.create("other".into(), 0.0, js(&new_notebook("b")), None).await?;
    let begun = load(&two, "n").await?;
    let mut writer = Person::new(1, &begun.updates);
    let mut reader = Person::new(2, &begun.updates);
    let mut cursor = begun.cursor;
    for step in 0..6 {
        for update in writer.does(inserted(&format!("step {step}"))) {
            one.append("n".into(), 1.0, bytes(&update), js(&summary("a"))).await?;
        }
        one.append("other".into(), 1.0, bytes(&[9]), js(&summary("b"))).await?;
        if step % 2 == 1 {
            one.compact("n".into(), 2.0, false).await?;
        }
        let newer = two.updates_after("n".into(), cursor).await?;
        let newer: &Record = newer.unchecked_ref();
        cursor = newer.get("cursor").as_f64().unwrap_or_default();
        let updates = updates_of(newer);
        check(!updates.is_empty(), "there is something new")?;
        reader.session.handle(0.0, ardoise_core::session::Event::RemoteUpdates { updates });
        equal(reader.sources(), writer.sources(), &format!("step {step}"))?;
    }
    let nothing = two.updates_after("n".into(), cursor).await?;
    equal(updates_of(nothing.unchecked_ref()).len(), 0, "nothing new at the end")
}

/// A tab that is closed in the middle: what was promised is there, and what is there is whole.
#[wasm_bindgen]
pub async fn test_a_tab_that_dies_leaves_all_or_nothing() -> Outcome {
    for seed in 100..130 {
        let name = format!("dies-{seed}");
        fresh(&name).await?;
        let tab = std::rc::Rc::new(open(&name).await?);
        let new = new_notebook("a");
        tab.create("n".into(), 0.0, js(&new), None).await?;
        let mut person = Person::new(1, std::slice::from_ref(&new.seed));
        let mut dice = Dice(seed);
        let mut promised = Vec::new();
        let moment = dice.below(12);
        for step in 0..12 {
            let text = format!("step {step:02}");
            let updates = person.does(inserted(&text));
            let running: Vec<Promise> =
                updates.into_iter().map(|update| append(&tab, update)).collect();
            let merging = (dice.below(3) == 0).then(|| compact(&tab));
            if step == moment {
                for _ in 0..dice.below(3) {
                    turn().await;
                }
                tab.close();
                break;
            }
            for promise in running.into_iter().chain(merging) {
                JsFuture::from(promise).await?;
            }
            promised.push(text);
        }
        let after = open(&name).await?;
        let found = Person::new(2, &load(&after, "n").await?.updates).sources();
        check(found.starts_with(&promised), &format!("seed {seed}: {found:?} lacks {promised:?}"))?;
        after.close();
        fresh(&name).await?;
    }
    Ok(())
}
