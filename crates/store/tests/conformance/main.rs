//! What every store guarantees, asked of SQLite and of PostgreSQL alike.
//!
//! A guarantee is a function in the file of its aggregate. It is listed here once, and so always
//! runs against both.

mod accounts;
mod attempts;
mod budgets;
mod buyers;
mod changes;
mod entries;
mod findings;
mod fixture;
mod foreign;
mod inlets;
mod invitations;
mod jobs;
mod journal;
mod leases;
mod letter_wishes;
mod levels;
mod links;
mod listings;
mod log;
mod migrations;
mod mirror;
mod mirror_codes;
mod offer_events;
mod offers;
mod order_parts;
mod orders;
mod outbox;
mod overview;
mod pictures;
mod plans;
mod points;
mod privacy;
mod products;
mod runs;
mod samples;
mod shop_skus;
mod shops;
mod stock_choices;
mod stock_moved;
mod streams;
mod tickets;
mod transactions;

/// Makes a test of each guarantee on SQLite, and one of each file on PostgreSQL: there a cluster has
/// to be started for each process, and some runners start a process for each test.
macro_rules! guarantees {
    ($($file:ident { $($name:ident)* })*) => {
        mod sqlite {
            $(mod $file {
                $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::$file::$name(&crate::fixture::sqlite().await).await;
                })*
            })*
        }
        mod postgresql {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $file() {
                let mut broken = Vec::new();
                let cluster = ponte_store::test_cluster::Cluster::start();
                $(
                    let db = crate::fixture::postgresql(&cluster).await;
                    let kept = tokio::spawn(async move { crate::$file::$name(&db).await });
                    if kept.await.is_err() {
                        broken.push(stringify!($name));
                    }
                )*
                assert!(broken.is_empty(), "not so on PostgreSQL: {broken:?}");
            })*
        }
    };
}

guarantees! {
    products {
        a_row_comes_back_as_it_was_put
        how_a_product_stands_follows_from_its_row_alone
        a_pass_takes_back_neither_the_merchants_choice_nor_what_the_shop_has
        what_is_written_to_the_shop_moves_the_row_at_once
        pages_are_complete_and_by_name
        a_product_is_found_by_a_piece_of_its_name_code_or_bar_code
        products_are_counted_by_how_they_stand_and_no_further_than_asked
        a_page_of_a_large_catalogue_costs_one_statement
        what_the_merchant_leaves_out_stays_until_it_is_taken_back
        the_tills_small_lists_are_those_read_last
    }
    transactions {
        a_dropped_transaction_leaves_nothing_behind
        a_dropped_transaction_keeps_nobody_waiting
        a_reading_transaction_sees_one_snapshot
        a_reading_transaction_cannot_write
        two_writers_wait_for_one_another_rather_than_fail
        a_committed_write_is_seen_by_another_process
        a_beginning_that_is_given_up_leaves_no_transaction_behind
        a_transaction_counts_from_the_moment_it_is_asked_for_until_it_is_committed_or_dropped
        every_statement_is_counted
    }
    migrations {
        migrations_run_twice_are_harmless
        processes_that_start_together_all_find_the_tables
        a_database_of_a_newer_ponte_is_refused
        a_database_whose_past_differs_is_refused
        a_database_of_the_first_version_keeps_what_was_there
        levels_and_points_of_the_third_version_stay_what_they_were
        findings_and_orders_of_the_first_versions_are_read
    }
    foreign {
        a_foreign_shop_sees_nothing
        a_foreign_shop_changes_nothing
        a_foreign_shop_begins_from_its_own_start
    }
    accounts {
        a_user_comes_back_by_id_and_by_address
        an_address_belongs_to_one_user
        a_member_added_twice_is_a_member_once
        a_session_is_given_until_it_ends
        ended_sessions_go_when_a_new_one_begins
        failed_logins_are_counted_even_in_one_millisecond
        failed_logins_are_forgotten_in_time
        the_last_member_of_a_shop_stays
        of_two_who_leave_a_shop_at_once_one_stays
        a_users_sessions_come_last_used_first_and_end_but_for_one
        a_password_is_changed
    }
    attempts {
        attempts_are_counted_even_in_one_millisecond_and_forgotten_in_time
    }
    invitations {
        an_invitation_sent_again_opens_with_its_new_token_alone
        an_invitation_is_of_its_shop_and_ends_once
    }
    tickets {
        a_registration_is_taken_once_and_the_others_of_its_address_go_with_it
        a_reset_is_taken_once_and_the_others_of_its_address_go_with_it
        a_ticket_that_has_ended_opens_nothing_and_is_forgotten
    }
    budgets {
        a_budget_grants_what_is_left_and_no_more
        a_new_window_begins_where_the_last_has_ended
        a_budget_never_exceeds_its_limit_when_two_processes_take
        a_spent_budget_grants_nothing_until_then
        of_two_spent_notes_the_later_holds
    }
    buyers {
        a_buyer_is_found_by_kind_and_address
        a_buyer_put_again_is_replaced
        a_forgotten_buyer_is_unknown_and_no_other
        an_odd_address_stops_nobody
    }
    changes {
        changes_come_back_in_the_order_they_were_added
        pages_of_some_states_are_complete
        changes_move_from_state_to_state
        a_products_changes_are_found_among_all
        a_products_changes_of_one_kind_are_forgotten_and_no_others
        changes_are_counted_by_kind_and_state
        a_plan_made_anew_begins_at_one
        created_products_are_those_done
        changes_of_older_runs_are_forgotten
        thousands_of_changes_go_in_at_once
    }
    entries {
        a_number_belongs_to_one_shop_of_its_api
        a_shop_is_found_by_what_the_platform_calls_it
        a_shop_has_members_once_somebody_is_let_in
        of_several_codes_the_newest_counts_and_its_tries_are_its_own
        codes_that_were_used_go_on_counting_and_are_forgotten_in_time
    }
    findings {
        a_finding_is_opened_once_and_refreshed
        what_a_pass_did_not_see_is_closed
        what_a_look_at_one_subject_did_not_see_is_closed_there_alone
        a_closed_finding_opens_anew
        what_is_told_once_is_not_told_again
        a_yes_holds_for_what_was_shown
        open_findings_come_newest_first
        findings_of_one_topic_stand_together_with_the_newest_of_them
        a_finding_that_becomes_another_s_like_changes_its_topic
        pages_of_a_topic_are_complete_and_hold_nothing_else
        closed_findings_come_last_closed_first_and_only_since_when_asked
    }
    jobs {
        a_shop_has_one_job_of_a_kind_and_it_is_due_as_soon_as_anybody_asked
        the_job_that_was_due_for_longest_is_taken_first
        a_held_job_is_given_to_nobody_else_until_its_lease_has_ended
        whoever_lost_the_lease_changes_nothing
        a_late_finish_counts_where_nobody_took_the_job_over
        a_finished_job_is_gone_unless_it_was_asked_for_meanwhile
        a_job_taken_over_covers_what_was_asked_until_then
        a_timer_goes_on_whoever_schedules_it_and_however_often
        another_period_holds_at_once
        a_job_with_a_timer_can_be_asked_for_and_keeps_it
        without_its_timer_a_job_is_gone_unless_somebody_asked
        a_failed_job_waits_for_its_retry_or_for_somebody_who_asks
        a_job_put_down_is_due_when_its_holder_said
        an_asking_is_part_of_its_transaction
        of_many_who_claim_at_once_each_gets_a_job_of_its_own
    }
    inlets {
        an_inlet_is_found_by_shop_and_by_token
        a_token_belongs_to_one_shop
        another_token_takes_the_place_of_the_first_and_the_rest_stays
        secrets_are_the_tills_alone_and_come_in_the_order_added
        calls_are_counted_good_and_bad_apart
        a_content_comes_first_once_in_each_shop
        of_many_who_bring_one_content_at_once_one_is_first
        a_content_whose_note_was_dropped_comes_first_again
        contents_are_forgotten_in_time
    }
    journal {
        an_entry_is_known_before_the_call_and_completed_after
        the_journal_is_paged_newest_first
        old_entries_are_forgotten
    }
    leases {
        a_lease_that_has_not_ended_is_given_to_nobody_else
        an_ended_lease_goes_to_the_next
        of_many_who_ask_at_once_one_gets_the_lease
        a_process_whose_lease_was_lost_writes_nothing
        a_lost_lease_is_neither_renewed_nor_given_back
        a_renewed_lease_lasts_longer
        a_checked_lease_is_nobody_elses_until_the_transaction_ends
    }
    letter_wishes {
        who_chose_nothing_is_a_reader_with_the_default
        what_is_wanted_and_what_was_told_do_not_touch_one_another
        who_is_no_member_reads_nothing
    }
    levels {
        a_level_comes_back_as_it_was_put
        figures_come_back_exactly
        a_reading_that_began_earlier_changes_nothing
        a_level_that_was_never_read_takes_no_read_ones_place
        of_one_reading_the_marks_that_came_last_count
        an_id_that_is_too_long_stops_nobody
        the_age_of_what_is_known_is_told_by_point
        a_product_is_as_old_as_the_oldest_of_its_levels
        pages_of_what_a_whole_reading_did_not_show_are_complete
        what_nobody_reads_again_is_forgotten_and_nothing_else
        a_level_that_is_told_twice_is_kept_once
        levels_come_by_variant_and_point_however_many_are_asked_for
        withheld_pieces_come_back_by_point_variant_order_and_number
        withheld_pieces_put_again_are_replaced
        withheld_pieces_that_ended_are_forgotten_and_no_others
        a_reading_keeps_its_moment_to_the_millisecond
    }
    links {
        a_category_link_is_replaced
        a_tax_link_is_replaced
        the_attribute_of_ids_is_replaced
    }
    listings {
        a_listing_comes_back_with_its_variants_in_order
        a_listing_put_again_replaces_its_variants
        listings_are_found_by_product_and_by_the_shops_number
        pages_of_listings_are_complete_and_in_the_order_of_bytes
        an_orphaned_listing_is_found_by_its_sku
        an_empty_sku_matches_nobody
        a_removed_listing_takes_its_variants_along
        listings_are_counted
        a_variant_is_found_at_its_past_places
    }
    log {
        an_act_is_known_before_it_is_tried_and_its_outcome_after
        a_person_is_called_by_name_or_else_by_address
        pages_of_acts_are_complete_and_newest_first_even_in_one_millisecond
        acts_of_one_doer_or_area_are_told_alone
        the_journal_is_read_by_time
        calls_from_outside_are_told_by_the_hour_and_the_caller
        old_acts_and_calls_are_forgotten
    }
    mirror {
        a_place_is_kept_and_pages_are_complete
        a_product_that_stands_on_a_page_twice_is_kept_once
        a_product_read_again_is_no_longer_missing
        what_a_pass_did_not_see_is_listed
        a_hundred_products_of_three_hundred_variants_go_in_at_once
        an_odd_text_stops_nobody
    }
    mirror_codes {
        a_code_that_two_variants_carry_is_a_duplicate
        codes_of_missing_or_disabled_products_are_no_duplicates
        a_products_codes_are_replaced
        a_parents_code_that_a_variant_carries_clashes
        a_missing_product_clashes_with_nobody
        a_code_too_long_for_the_shop_is_passed_over
    }
    offer_events {
        a_skus_history_comes_newest_first_and_is_nobody_elses
        a_history_is_in_the_order_in_which_it_was_told_even_in_one_millisecond
        a_line_comes_back_as_it_was_put
        old_lines_are_forgotten_so_many_at_once_the_oldest_first
    }
    offers {
        an_offer_comes_back_as_it_was_put
        an_offer_put_again_is_replaced
        an_offer_that_is_told_twice_is_kept_once
        an_odd_text_stops_nobody
        a_sku_too_long_for_the_shop_is_passed_over
        thousands_of_offers_go_in_at_once
        offers_are_found_by_variant_in_the_order_of_skus
        pages_of_offers_are_complete_and_in_the_order_of_bytes
        a_page_of_one_standing_holds_its_offers_alone
        a_search_finds_sku_and_name_without_regard_to_case
        what_is_searched_for_means_itself
        offers_are_counted_by_standing
        what_the_shop_has_to_sell_is_counted
        a_hot_product_is_told_once
        what_a_pass_decides_anew_is_told_and_nothing_else
        removed_offers_are_gone_and_no_others
    }
    order_parts {
        a_part_comes_back_as_it_was_put
        a_part_put_again_is_replaced
        parts_come_in_the_order_of_their_numbers
        a_part_belongs_to_an_order_that_is_stored
        what_may_still_take_pieces_counts_and_what_never_will_does_not
        what_was_closed_counts_from_the_moment_asked_for
        whether_a_part_counts_follows_its_state
    }
    outbox {
        letters_come_when_they_are_due_longest_due_first
        a_refused_letter_waits_and_is_counted
        a_letter_that_left_waits_no_longer
    }
    orders {
        an_order_comes_back_as_it_was_put
        an_order_put_again_replaces_everything_but_when_it_was_first_stored
        an_order_put_again_keeps_its_parts
        an_odd_id_stops_nobody
        known_orders_are_told_from_new_ones
        open_orders_come_oldest_first
        the_newest_order_date_is_known
        pages_of_orders_are_complete_and_newest_first
        pages_of_one_stage_hold_its_orders_alone
        a_page_holds_each_orders_own_parts
        orders_are_found_by_number_name_and_code_in_any_letters
        orders_are_found_by_their_days_within_a_stage_too
        the_last_plans_come_newest_first_without_orders_that_were_never_planned
        orders_are_counted_by_stage
        what_happened_to_an_order_is_told_in_the_order_it_was_noted
        a_reading_transaction_sees_an_order_and_its_parts_as_they_were_at_one_moment
    }
    overview {
        figures_of_a_day_add_up
        the_most_of_a_day_only_rises
        figures_of_days_long_past_are_forgotten
        open_findings_are_counted_by_kind
    }
    pictures {
        pictures_come_in_order_of_product_and_place
        a_picture_put_again_is_replaced
        a_picture_is_removed_by_its_address
        pictures_move_and_win_over_what_was_there
        open_pictures_are_those_of_listed_products
    }
    points {
        points_come_in_the_merchants_order
        each_of_a_points_switches_and_its_reserve_come_back_as_they_were_put
    }
    privacy {
        orders_that_are_over_and_old_are_to_forget_who_bought
        a_buyer_who_asked_is_forgotten_as_soon_as_the_order_is_over
        pages_of_orders_with_a_buyer_are_complete
    }
    runs {
        ids_grow_by_one_in_each_shop
        a_run_comes_back_as_it_was_put
        a_stream_has_one_open_run_at_most
        a_step_adds_to_what_is_done
        a_stop_is_asked_of_the_open_run_and_survives_a_put
        open_runs_of_all_shops_are_found_after_a_restart
        runs_come_newest_first
        ended_runs_are_forgotten_but_the_newest
    }
    shop_skus {
        entries_come_in_order_and_once
        an_empty_sku_finds_nothing
        a_cleared_index_is_empty
    }
    shops {
        a_shop_comes_back_as_it_was_added
        an_instance_belongs_to_one_shop
        shops_come_oldest_first
        what_is_set_on_a_shop_stays
    }
    stock_choices {
        choices_come_by_kind_and_subject
        a_choice_put_again_is_replaced
        a_choice_taken_back_is_gone_and_no_other
    }
    stock_moved {
        what_moved_comes_oldest_first
        what_is_said_again_becomes_newer
        what_was_read_is_taken_away_unless_something_newer_was_said
        what_is_said_again_in_the_same_millisecond_is_newer
    }
    streams {
        a_memory_comes_back_as_it_was_left
        a_newer_memory_takes_the_place_of_the_older_one
        each_name_has_a_memory_of_its_own
    }
}
