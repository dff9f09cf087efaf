//! The rate and the event of each process, in words, for the model description.

use crate::dynamics::Process;

/// The rate a year, as the code of the process works it out, with the parameters that it reads; and
/// what its event does.
pub(super) fn submodel(process: Process) -> [&'static str; 2] {
    match process {
        Process::Death => [
            "`mortality.men` or `mortality.women` of the age band / 1,000 × \
            `mortality.rotterdam_factor` × `mortality.isolated` when isolated, else \
            `mortality.lonely` when lonely × a set point by sex, age band and having a partner. \
            It gives those with a partner `mortality.partnered` times the mean mortality of their \
            age in the standing state, and those without the rest.",
            "The resident dies. Each tie ends on both sides. A partner becomes a widow or widower \
            from this month, and may get a preventive visit.",
        ],
        Process::Separation => [
            "With a partner `partnership.separation` of the age group / 1,000 / 2: each of the \
            two carries half. Zero without a partner.",
            "The partnership ends and leaves no tie. Its month is kept for both.",
        ],
        Process::Partnering => [
            "Without a partner `partnership.new_men` or `partnership.new_women` of the age group \
            × `population.partner_by_sociability` of the class / 2: the other half starts with \
            the other. Zero with a partner.",
            "Up to `partnership.met` people (rounded up to an even number) of the same borough \
            and age group are met; the class of each is drawn by members × \
            `population.partner_by_sociability`. The first of the other sex without a partner \
            becomes the partner, and a tie between the two becomes the partnership. When there is \
            none, nothing happens.",
        ],
        Process::JobChange => [
            "In education, from the age of `work.education_ends_from`: `work.education_ends`. \
            Working: `work.job_loss`. Jobless: `work.job_found` of the age group. Zero for the \
            retired, and in education below that age.",
            "Who is in education leaves it, and works with the chance `work.job_found` / \
            (`work.job_found` + `work.job_loss`), else is jobless. Who works becomes jobless. Who \
            is jobless works.",
        ],
        Process::Retirement => [
            "The number of `work.retirement` that goes with the highest of `work.retirement_ages` \
            that the age band has reached. Zero below the first of these ages, and for the \
            retired.",
            "The resident is retired for good, whether working, jobless or in education before.",
        ],
        Process::MobilityLoss => [
            "`mobility.loss` of the age group × `mobility.loss_lonely` when lonely. Zero for the \
            housebound.",
            "Mobility gets one step worse: from free to limited, or from limited to housebound.",
        ],
        Process::MobilityRecovery => [
            "`mobility.recovery` of the age group. Zero without a limit.",
            "Mobility gets one step better.",
        ],
        Process::Psychiatric => [
            "With psychiatric problems: `psychiatric.remission` × \
            `psychiatric.remission_entrenched` when isolation is structural × \
            `specialist.psychiatric` while a specialist helps. Without: `psychiatric.onset` × \
            `psychiatric.onset_lonely` when lonely.",
            "Psychiatric problems end, or begin.",
        ],
        Process::Care => [
            "Who gives informal care: `care.stop`. Who gives none: `care.stop` × s / (1 - s), \
            where s is `population.informal_care` of the social position: not lonely with much \
            support, in between, or isolated.",
            "Who gives care stops. Who gives none begins: intensive care with the chance \
            `population.intensive_care_share`, else some.",
        ],
        Process::MoveWithin => [
            "`moving.within` of the age group, halved with a partner, since the household moves \
            together.",
            "The household stays in its borough with the chance `moving.same_borough`, else goes \
            to another, drawn by the residents of 2007. The month of the move is kept, and the \
            class of sociability becomes that of the rank in the new borough. When the borough is \
            another, each tie within the city ends with the chance `moving.tie_cut`.",
        ],
        Process::LeaveCity => [
            "`moving.away` of the age group, halved with a partner, since the household moves \
            together.",
            "The household leaves the city. When the resident is 55 or over, it stays after all \
            with the chance of the lever `city.older_staying`. Each tie to another resident \
            becomes, for that resident, a tie outside the city with the chance `moving.tie_kept`, \
            else it ends.",
        ],
        Process::ProblemsUp => [
            "`problems.onset` of the category (psychiatric problems aside) × each that applies of \
            `monitoring.slide`, `telephone.slide` and `long_guidance.slide`. Zero when problems \
            are severe already.",
            "Practical problems get one step worse: none, some, many, severe.",
        ],
        Process::ProblemsDown => [
            "`problems.solved` of the category (psychiatric problems aside) × each that applies \
            of `practical_help.problems_solved`, `guidance.problems_solved` (also after a good \
            result), `long_guidance.problems_solved` and `specialist.problems_solved`. Zero \
            without problems.",
            "Practical problems get one step less.",
        ],
        Process::TieLoss => [
            "Ties within the city × h / 2 + ties outside × (h + d). Here h is `ties.loss` × \
            `ties.loss_lonely` when lonely; d is the mean of `mortality.men` and \
            `mortality.women` of the own age band / 1,000 × `mortality.rotterdam_factor`. The \
            partner is no tie. Zero without ties.",
            "One tie ends, on both sides. In the draw a tie outside the city counts twice as much \
            as one within it, d aside.",
        ],
        Process::TieGain => [
            "A set point by age group and class of sociability × openness × (o + (1 - o) / 2), \
            where o is `ties.outside_share`. Openness is `ties.gain_competence` × \
            `ties.gain_mobility` × `ties.gain_problems` × `ties.gain_entrenched` when isolation \
            is structural × `activities.tie_gain` during activities × `guidance.tie_gain` after a \
            good result of guidance.",
            "A tie outside the city with the chance o / (o + (1 - o) / 2). Else up to `ties.met` \
            people (in fours) are met, with the chance `ties.other_borough_share` of any borough, \
            else of the own; with the chance `ties.other_age_share` of a neighbouring age group, \
            else of the own; of a class drawn by members × set point. Each becomes the tie with \
            the chance of his or her openness, help aside, if both have room (12 ties) and are \
            not tied yet.",
        ],
        Process::LonelinessUp => [
            "A set point by level, age group, class of sociability and borough × \
            `loneliness.onset_support` × each that applies of `loneliness.bereaved` (in \
            `loneliness.bereaved_phases`), `loneliness.separated` (for \
            `loneliness.separated_months`), `loneliness.moved` (for `loneliness.moved_months`), \
            `loneliness.mobility`, `loneliness.jobless`, `loneliness.intensive_care`, \
            `loneliness.psychiatric`, `activities.onset`, `carer_support.onset`, \
            `preventive_visits.onset` and `volunteers.onset`. Zero for the strongly lonely and \
            the never lonely.",
            "Loneliness goes up a level: none, moderate, strong.",
        ],
        Process::LonelinessDown => [
            "`loneliness.recovery` of the level × `loneliness.recovery_support` × \
            `loneliness.recovery_entrenched` when isolation is structural × each that applies of \
            `activities.recovery`, `visits.recovery` and `telephone.recovery` during that help, \
            and `guidance.recovery` and `long_guidance.recovery` after a good result. Zero for \
            who is not lonely, and for the always lonely at the moderate level.",
            "Loneliness goes down a level.",
        ],
        Process::Entrenchment => [
            "Isolated and not structural yet: `isolation.entrenchment` of the time in isolation \
            (`isolation.entrenchment_phases`) × `isolation.entrenchment_competence`. Structural: \
            `isolation.release`, of which the first number holds while threatened, the second \
            while neither isolated nor threatened. Zero for all others.",
            "Isolation becomes structural, or is so no longer, also when the status has changed \
            earlier in the month.",
        ],
        Process::Competence => [
            "While isolated: `competence.decay`; zero when competence is poor. Else: \
            `competence.return`; zero when competence is what it was before isolation wore it \
            down.",
            "Who is isolated by now loses one step of competence: sufficient, functional, poor. \
            Who is not gets one step back, up to what it was.",
        ],
        Process::Signal => [
            "`attention.most` × the sum over the channels of the rate of the profile \
            (`channels.natural_inflow` to `channels.self_report`), for some × a factor of \
            practical problems (as `channels.natural_inflow_problems`) or of a life event \
            (`channels.general_practitioners_event`, `channels.home_care_event`); \
            `channels.preventive_visits` only while a visit works on. Zero when neither isolated \
            nor threatened, when the age band begins below the lever `programme.minimum_age`, and \
            in contact, waiting, in help or monitored.",
            "A channel is drawn by its share in the rate. With the chance attention now / \
            `attention.most` the resident comes into view, and contact is to be made. A migrant \
            has `channels.migrant_factor` × the attention, as far as the lever \
            `signalling.migrants` does not make it up. Of reports at the reporting point \
            `channels.reporting_point_lost` × (1 - the lever `reporting_point.home_visits`) are \
            lost.",
        ],
        Process::Pathway => [
            "In contact: 12 / `pathway.contact_months` of the profile. In help: its drop-out (as \
            `visits.drop_out`; of short guidance -ln(1 - `guidance.ended_early`) × 12 / \
            `guidance.months`) × `pathway.wrong_type_drop_out`. Known or in aftercare: 12 / \
            `pathway.aftercare_months`. Monitored: 12 / `monitoring.months`. Zero for who is \
            unseen or waiting.",
            "Contact is made with the chance that hours allow. Heavy cases may be refused \
            (`pathway.strict_refusal`); others are typed (`pathway.typing_accuracy`) and wait for \
            help when they accept (`pathway.accepts`), else for telephone contact or are known. \
            Help fails: for who is typed wrongly, else with the chance 1 / \
            `pathway.wrong_type_drop_out`. Other cases are closed, unless a specialist helps.",
        ],
        Process::VolunteerStop => [
            "For a volunteer `volunteers.stop` × `volunteers.most_leaving` × \
            `volunteers.stop_unsupported`, or × 1 where that is more. Zero for others.",
            "The volunteer stops with the chance rate now / this rate, and those visited wait \
            again. The rate now is `volunteers.stop` × the lever `volunteers.leaving` × (1 + \
            (`volunteers.stop_unsupported` - 1) × the share of coordination that lacks) × \
            `volunteers.stop_academy` when from the academy.",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{LeverRegistry, Registry};

    #[test]
    fn every_id_is_that_of_a_parameter_or_of_a_lever_that_is_called_one() {
        let registry = Registry::embedded().expect("a registry");
        let levers = LeverRegistry::embedded().expect("levers");
        for process in Process::ALL {
            for text in submodel(process) {
                let pieces: Vec<&str> = text.split('`').collect();
                assert_eq!(pieces.len() % 2, 1, "{process:?}: an open quote: {text}");
                for pair in pieces.chunks_exact(2) {
                    let (before, id) = (pair[0], pair[1]);
                    if before.ends_with("the lever ") {
                        assert!(levers.find(id).is_some(), "{process:?}: no lever {id}");
                    } else {
                        assert!(registry.get(id).is_some(), "{process:?}: no parameter {id}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_text_fits_a_cell_of_a_table() {
        for process in Process::ALL {
            for text in submodel(process) {
                assert!(!text.contains(['|', '\n']), "{process:?}: {text}");
                assert!(!text.contains("  "), "{process:?}: {text}");
                assert!(text.ends_with('.'), "{process:?}: {text}");
            }
        }
    }
}
