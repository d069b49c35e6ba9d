//! Which pictures of a product are wanted, stay, or are no longer wanted.

use ponte_store::pictures::{Picture, PictureState};

/// From the addresses that the till shows and what is kept: the pictures to keep anew, and the
/// addresses to forget.
pub(in crate::products) fn pictures(
    product: &str,
    addresses: &[String],
    have: Vec<Picture>,
) -> (Vec<Picture>, Vec<String>) {
    let mut keep = Vec::new();
    let promoted = promoted(addresses, &have);
    for (place, url) in addresses.iter().enumerate() {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        let known = have.iter().find(|picture| picture.url == *url);
        if let Some((picture, image)) = promoted.filter(|_| place == 0) {
            keep.push(as_main(picture));
            keep.push(former(picture, image));
            continue;
        }
        let (state, content) = match known.map(|known| (&known.state, known.content.clone())) {
            Some((PictureState::Unwanted { image }, content)) => (
                PictureState::Sent {
                    image: image.clone(),
                },
                content,
            ),
            Some((state, content)) => (state.clone(), content),
            None => (PictureState::Wanted, String::new()),
        };
        keep.push(Picture {
            product: product.to_owned(),
            url: url.clone(),
            place,
            content,
            state,
        });
    }
    let mut forget = Vec::new();
    for mut picture in have {
        if addresses.contains(&picture.url) {
            continue;
        }
        match picture.state {
            PictureState::Sent { image } if !image.is_empty() => {
                picture.state = PictureState::Unwanted { image };
                keep.push(picture);
            }
            // Sent or not is settled first; the next look takes it away.
            PictureState::Sending { .. } | PictureState::Unwanted { .. } => keep.push(picture),
            PictureState::Wanted | PictureState::Refused { .. } | PictureState::Sent { .. } => {
                forget.push(picture.url);
            }
        }
    }
    (keep, forget)
}

/// The picture that is to be the main one, stands on the shop after others that stay, and so has to
/// be sent again: the shop knows no other way (TS Commerce sheet §17.1).
fn promoted<'a>(addresses: &[String], have: &'a [Picture]) -> Option<(&'a Picture, &'a str)> {
    let first = addresses.first()?;
    let picture = have.iter().find(|picture| picture.url == *first)?;
    let PictureState::Sent { image } = &picture.state else {
        return None;
    };
    let stays_before = have.iter().any(|other| {
        other.place < picture.place
            && addresses.contains(&other.url)
            && matches!(other.state, PictureState::Sent { .. })
    });
    (stays_before && !image.is_empty()).then_some((picture, image))
}

fn as_main(picture: &Picture) -> Picture {
    Picture {
        place: 0,
        content: String::new(),
        state: PictureState::Wanted,
        ..picture.clone()
    }
}

/// The image that goes once its picture was sent as the main one, under an address of its own.
fn former(picture: &Picture, image: &str) -> Picture {
    Picture {
        url: format!("{}#{image}", picture.url),
        state: PictureState::Unwanted {
            image: image.to_owned(),
        },
        ..picture.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(url: &str, state: PictureState) -> Picture {
        let content = "c".to_owned();
        Picture {
            product: "p".into(),
            url: url.into(),
            place: 0,
            content,
            state,
        }
    }

    fn sent(image: &str) -> PictureState {
        PictureState::Sent {
            image: image.into(),
        }
    }

    #[test]
    fn what_the_till_no_longer_shows_is_taken_away_and_what_it_shows_again_stays() {
        let addresses = ["a".to_owned(), "b".to_owned()];
        let have = vec![
            picture("b", PictureState::Unwanted { image: "2".into() }),
            picture("c", sent("3")),
            picture("d", PictureState::Wanted),
        ];
        let (keep, forget) = pictures("p", &addresses, have);
        let states: Vec<_> = keep
            .iter()
            .map(|one| (one.url.as_str(), one.state.clone()))
            .collect();
        assert_eq!(
            states,
            [
                ("a", PictureState::Wanted),
                ("b", sent("2")),
                ("c", PictureState::Unwanted { image: "3".into() }),
            ]
        );
        assert_eq!(forget, ["d"]);
        assert_eq!(keep[1].place, 1);
    }

    #[test]
    fn a_picture_that_moves_before_one_that_stays_is_sent_again_as_the_main_one() {
        let mut have = vec![picture("a", sent("1")), picture("b", sent("2"))];
        have[1].place = 1;
        let planned = |addresses: &[&str]| -> Vec<(String, PictureState)> {
            let addresses: Vec<String> = addresses.iter().map(ToString::to_string).collect();
            let (keep, _) = pictures("p", &addresses, have.clone());
            keep.into_iter().map(|one| (one.url, one.state)).collect()
        };
        let unwanted = |image: &str| PictureState::Unwanted {
            image: image.into(),
        };
        assert_eq!(
            planned(&["b", "a"]),
            [
                ("b".to_owned(), PictureState::Wanted),
                ("b#2".to_owned(), unwanted("2")),
                ("a".to_owned(), sent("1")),
            ]
        );
        // The one before it goes: it moves up by itself.
        assert_eq!(
            planned(&["b"]),
            [("b".to_owned(), sent("2")), ("a".to_owned(), unwanted("1"))]
        );
    }
}
