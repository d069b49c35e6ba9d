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
    for (place, url) in addresses.iter().enumerate() {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        let known = have.iter().find(|picture| picture.url == *url);
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
}
