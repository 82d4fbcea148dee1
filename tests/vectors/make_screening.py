#!/usr/bin/env python3
"""Writes screening.json: sheets of answers and what each comes to.

The sheets are differences from the sheet of a person without any trouble; what each comes to was written by hand from
the clinical notes and stands beside it. Nothing here reads the core or its content. usage: make_screening.py > screening.json

A line: name, way of traction, answers that differ, outcome, rules that fire (the gravest effect first, then by id).
"""

import json

NOW = "2026-03-10T09:00:00+01:00"
HOME = ["over_door_pulley", "neck_hammock", "home_unit", "traction_table"]
HANGING = ["hanging_bar", "inversion_table"]
CLINIC = ["manual", "clinic_mechanical"]
CRACKING = ["neck_cracking", "foam_roller"]
ROUTINES = ["foam_roller_trapezius", "complementary"]
TRACTION = HOME + HANGING + CLINIC
NONE = ["none"]
ABSENT = object()  # the answer is left out

cases = []


def untroubled_full(modality, region):
    """Everything that the full form asks, answered by a person without any trouble."""
    hands_on = modality in TRACTION or modality == "professional_adjustment"
    by_oneself = modality in HOME + HANGING
    asked = [
        (True, {"emergency_signs": NONE, "other_warning_signs": NONE, "injury": False, "recent_strain": NONE}),
        (True, {"general_signs": NONE, "health_history": NONE, "pregnant": False}),
        (hands_on, {"fear_of_restraint": False}),
        (True, {"spine_conditions": NONE, "spine_problems": NONE, "known_numbness": "no"}),
        (True, {"bones_and_joints": NONE, "connective_tissue": NONE, "heart_and_blood_pressure": NONE}),
        (modality not in ROUTINES, {"blood_pressure_known": False, "blood_pressure_words": "never_high"}),
        (modality != "complementary", {"blood_thinners": False}),
        (modality in TRACTION, {"other_conditions": NONE}),
        (hands_on, {"worse_with_it_before": False}),
        (modality in HOME + CLINIC and region == "cervical", {"jaw": NONE}),
        (modality in HANGING, {"eyes_and_ears": NONE, "body": NONE}),
        (modality == "hanging_bar", {"shoulders_and_wrists": NONE}),
        (modality in CRACKING, {"cracking": NONE}),
        (True, {"age": 44}),
        (by_oneself or modality in CRACKING, {"provider_consulted": True}),
        (by_oneself, {"technique_chosen": True, "warnings_read": True, "examined": True}),
        (by_oneself, {"imaging": "not_wanted"}),
        (by_oneself, {"supervised_trial": True}),
        (by_oneself, {"provider_follows": True}),
    ]
    return {question: answer for holds, answers in asked if holds for question, answer in answers.items()}


def untroubled_short(region):
    limb = "leg_symptoms_now" if region == "lumbar" else "arm_symptoms_now"
    return {
        "emergency_signs": NONE, "other_warning_signs": NONE, "changes_since_last": NONE, "pain_now": 3, limb: 1,
        "tingling_now": 0,
    }


def sheet(form, modality, differs, region, clearances, history):
    answers = untroubled_full(modality, region) if form == "full" else untroubled_short(region)
    answers |= differs
    written = {"form": form, "modality": modality}
    if region != "cervical":
        written["region"] = region
    written["answers"] = {question: answer for question, answer in answers.items() if answer is not ABSENT}
    if clearances:
        written["clearances"] = clearances
    if history:
        written["history"] = history
    return written


def full(name, modality, differs, outcome, fired=(), missing=(), region="cervical", clearances=(), history=None, form="full"):
    cases.append({
        "name": name,
        "sheet": sheet(form, modality, differs, region, list(clearances), history),
        "now": NOW,
        "expect": {"outcome": outcome, "fired": list(fired), "missing": list(missing)},
    })


def short(*case, **more):
    full(*case, **more, form="short")


def refused(name, modality, differs, field):
    cases.append({
        "name": name,
        "sheet": sheet("full", modality, differs, "cervical", [], None),
        "now": NOW,
        "expect": {"error": f"answers.{field}"},
    })


def given(*rules, modality="home_unit", date="2026-02-01", expires=None):
    """What a provider allowed."""
    clearance = {"name": "Dr Example", "role": "physician", "date": date, "rules": list(rules), "modality": modality}
    return clearance | ({"expires": expires} if expires else {})


# ---- Nothing to tell, on each form
full("nothing to tell, full form, home unit", "home_unit", {}, "clear")
full("nothing to tell, full form, pulley", "over_door_pulley", {}, "clear")
full("nothing to tell, full form, lower back", "home_unit", {}, "clear", region="lumbar")
short("nothing to tell, short form, home unit", "home_unit", {}, "clear")
short("nothing to tell, short form, pulley", "over_door_pulley", {}, "clear")
short("nothing to tell, short form, lower back asks about the leg", "home_unit", {"leg_symptoms_now": 2}, "clear", region="lumbar")
full("nothing to tell, full form, hammock", "neck_hammock", {}, "clear")
full("nothing to tell, full form, traction table, lower back", "traction_table", {}, "clear", region="lumbar")
full("nothing to tell, full form, hanging bar", "hanging_bar", {}, "clear")
full("nothing to tell, full form, inversion table", "inversion_table", {}, "clear", region="lumbar")
full("nothing to tell, full form, a provider's hands", "manual", {}, "clear")
full("nothing to tell, full form, a clinic's machine", "clinic_mechanical", {}, "clear", region="lumbar")
full("nothing to tell, full form, an adjustment", "professional_adjustment", {}, "clear")
full("nothing to tell, full form, cracking", "neck_cracking", {}, "clear")
full("nothing to tell, full form, roller under the neck", "foam_roller", {}, "clear")
full("nothing to tell, full form, roller under the shoulders", "foam_roller_trapezius", {}, "clear")
full("nothing to tell, full form, routine", "complementary", {}, "clear", region="lumbar")
short("nothing to tell, short form, hanging bar", "hanging_bar", {}, "clear")
short("nothing to tell, short form, cracking", "neck_cracking", {}, "clear")
short("nothing to tell, short form, routine", "complementary", {}, "clear", region="lumbar")

# ---- Section A: who must not be pulled
full("A01 pregnancy blocks", "home_unit", {"pregnant": True}, "blocked", ["pregnancy"])
full("A01 pregnancy blocks hanging", "hanging_bar", {"pregnant": True}, "blocked", ["pregnancy"])
full("A01 pregnancy blocks a provider's traction", "manual", {"pregnant": True}, "blocked", ["pregnancy"])
full("A01 pregnancy asks for a provider where nothing pulls", "complementary", {"pregnant": True}, "needs_provider", ["pregnancy_and_other_care"])
full("A02 fear of being held blocks", "home_unit", {"fear_of_restraint": True}, "blocked", ["fear_of_restraint"])
full("A02 fear of being held blocks at the clinic", "clinic_mechanical", {"fear_of_restraint": True}, "blocked", ["fear_of_restraint"])
full("A02 fear of being held is told before an adjustment", "professional_adjustment", {"fear_of_restraint": True}, "clear", ["fear_of_being_held"])
full("A03 past fusion blocks", "home_unit", {"spine_conditions": ["fusion"]}, "blocked", ["past_fusion"])
full("A03 past fusion blocks inversion", "inversion_table", {"spine_conditions": ["fusion"]}, "blocked", ["past_fusion"])
full("A03 past fusion blocks cracking", "neck_cracking", {"spine_conditions": ["fusion"]}, "blocked", ["past_fusion_and_other_care"])
full("A04 any weakness of bones blocks", "home_unit", {"bones_and_joints": ["weak_bones"]}, "blocked", ["weak_bones"])
full("A04 any weakness of bones blocks hanging", "hanging_bar", {"bones_and_joints": ["weak_bones"]}, "blocked", ["thin_bones_and_hanging"])
full("A05 a condition of the spinal cord blocks", "home_unit", {"spine_conditions": ["spinal_cord"]}, "blocked", ["spinal_cord_condition"])
full("A05 a condition of the spinal cord blocks a roller", "foam_roller", {"spine_conditions": ["spinal_cord"]}, "blocked", ["spinal_cord_condition"])
full("A06 a spinal fracture blocks", "home_unit", {"spine_conditions": ["fracture"]}, "blocked", ["spinal_fracture"])
full("X13 a fracture blocks at home, whatever a clinic may do", "traction_table", {"spine_conditions": ["fracture"]}, "blocked", ["spinal_fracture"])
full("A07 instability blocks", "over_door_pulley", {"spine_conditions": ["instability"]}, "blocked", ["spinal_instability"])
full("X3 instability blocks, it does not only ask", "neck_hammock", {"spine_conditions": ["instability"]}, "blocked", ["spinal_instability"])
full("X3 instability blocks an adjustment", "professional_adjustment", {"spine_conditions": ["instability"]}, "blocked", ["spinal_instability"])
full("A08 severe osteoporosis blocks", "home_unit", {"bones_and_joints": ["severe_osteoporosis"]}, "blocked", ["severe_osteoporosis"])
full("X4 mild osteoporosis asks for a provider", "home_unit", {"bones_and_joints": ["mild_osteoporosis"]}, "needs_provider", ["mild_osteoporosis"])
full("X4 A14 mild osteoporosis blocks hanging", "hanging_bar", {"bones_and_joints": ["mild_osteoporosis"]}, "blocked", ["thin_bones_and_hanging"])
full("X4 A14 severe osteoporosis blocks inversion", "inversion_table", {"bones_and_joints": ["severe_osteoporosis"]}, "blocked", ["thin_bones_and_hanging"])
full("A09 a tumour blocks", "home_unit", {"spine_conditions": ["tumour"]}, "blocked", ["spinal_tumour"])
full("A10 an infection blocks", "over_door_pulley", {"spine_conditions": ["infection"]}, "blocked", ["spinal_infection"])
full("A11 advanced rheumatoid arthritis blocks", "home_unit", {"bones_and_joints": ["advanced_rheumatoid_arthritis"]}, "blocked", ["advanced_rheumatoid_arthritis"])
full("A12 uncontrolled blood pressure blocks", "over_door_pulley", {"heart_and_blood_pressure": ["uncontrolled_blood_pressure"], "blood_pressure_words": "high_not_under_control"}, "blocked", ["uncontrolled_blood_pressure"])
full("A12 holds for the lower back too", "home_unit", {"blood_pressure_words": "high_not_under_control"}, "blocked", ["uncontrolled_blood_pressure"], region="lumbar")
full("A13 a disease that inflames joints blocks", "home_unit", {"bones_and_joints": ["inflamed_joints"]}, "blocked", ["inflamed_joints"])
full("A15 a fracture of the spine blocks hanging", "hanging_bar", {"spine_conditions": ["fracture"]}, "blocked", ["fracture_and_hanging"])
full("A15 any recent fracture blocks inversion", "inversion_table", {"body": ["recent_fracture"]}, "blocked", ["fracture_and_hanging"])
full("X5 A16 a herniated disc with strong trouble blocks hanging", "hanging_bar", {"spine_problems": ["herniated_disc"], "severe_disc_symptoms": True}, "blocked", ["severe_disc_symptoms", "herniated_disc"])
full("X5 a herniated disc without strong trouble asks before hanging", "inversion_table", {"spine_problems": ["herniated_disc"], "severe_disc_symptoms": False}, "needs_provider", ["herniated_disc"])
full("X5 a herniated disc asks before traction", "home_unit", {"spine_problems": ["herniated_disc"]}, "needs_provider", ["herniated_disc"])
full("X5 hanging asks how strong the trouble is", "hanging_bar", {"spine_problems": ["herniated_disc"]}, "needs_provider", ["herniated_disc"], missing=["severe_disc_symptoms"])
full("X7 A12 uncontrolled blood pressure blocks a routine too", "complementary", {"heart_and_blood_pressure": ["uncontrolled_blood_pressure"]}, "blocked", ["uncontrolled_blood_pressure"])
full("X7 A17 high blood pressure under control blocks hanging", "hanging_bar", {"blood_pressure_words": "high_under_control"}, "blocked", ["high_blood_pressure_and_hanging"])
full("X7 high blood pressure under control lets traction be", "home_unit", {"blood_pressure_words": "high_under_control"}, "clear")
full("A18 heart disease blocks hanging", "hanging_bar", {"heart_and_blood_pressure": ["heart_disease"]}, "blocked", ["heart_or_vessels_and_hanging"])
full("A18 a stroke blocks inversion", "inversion_table", {"heart_and_blood_pressure": ["stroke"]}, "blocked", ["heart_or_vessels_and_hanging"])

# ---- Blood pressure in numbers
KNOWN = {"blood_pressure_known": True, "blood_pressure_words": ABSENT}
full("a reading of 140 over 90 is not above it", "home_unit", KNOWN | {"systolic": 140, "diastolic": 90}, "clear")
full("an upper number of 141 asks for a provider", "home_unit", KNOWN | {"systolic": 141, "diastolic": 90}, "needs_provider", ["high_reading"])
full("a lower number of 91 asks for a provider", "clinic_mechanical", KNOWN | {"systolic": 140, "diastolic": 91}, "needs_provider", ["high_reading"])
full("X7 a reading of 140 over 90 never told to be high lets hanging be", "hanging_bar", KNOWN | {"systolic": 140, "diastolic": 90, "told_blood_pressure_is_high": False}, "clear")
full("X7 an upper number of 141 blocks hanging", "hanging_bar", KNOWN | {"systolic": 141, "diastolic": 90, "told_blood_pressure_is_high": False}, "blocked", ["high_blood_pressure_and_hanging"])
full("X7 a lower number of 91 blocks inversion", "inversion_table", KNOWN | {"systolic": 130, "diastolic": 91, "told_blood_pressure_is_high": False}, "blocked", ["high_blood_pressure_and_hanging"])
full("X7 a good reading under treatment still blocks inversion", "inversion_table", KNOWN | {"systolic": 120, "diastolic": 75, "told_blood_pressure_is_high": True}, "blocked", ["high_blood_pressure_and_hanging"])
full("a reading of 180 blocks", "neck_hammock", KNOWN | {"systolic": 180, "diastolic": 100}, "blocked", ["very_high_reading", "high_reading"])
full("a lower number of 110 blocks hanging twice over", "hanging_bar", KNOWN | {"systolic": 150, "diastolic": 110, "told_blood_pressure_is_high": True}, "blocked", ["high_blood_pressure_and_hanging", "very_high_reading"])
full("blood pressure that was not measured blocks", "home_unit", {"blood_pressure_words": "not_measured"}, "blocked", ["blood_pressure_not_measured"])
full("who knows a reading is asked for both numbers", "home_unit", KNOWN, "needs_provider", missing=["systolic", "diastolic"])
full("who knows no reading is asked in words", "home_unit", {"blood_pressure_words": ABSENT}, "needs_provider", missing=["blood_pressure_words"])
full("who does not know whether there is a reading is asked in words", "home_unit", {"blood_pressure_known": "unknown", "blood_pressure_words": ABSENT}, "needs_provider", missing=["blood_pressure_words"])
full("unknown falls to the strict side: numbers of a reading", "home_unit", KNOWN | {"systolic": "unknown", "diastolic": 80}, "blocked", ["very_high_reading", "high_reading"])

# ---- Section 4: conditions beyond the sources
full("a disc towards the middle blocks", "home_unit", {"spine_conditions": ["central_disc_herniation"]}, "blocked", ["central_disc_herniation"])
full("loose joints at the top of the neck block", "over_door_pulley", {"spine_conditions": ["upper_neck_instability"]}, "blocked", ["upper_neck_instability"])
full("a slipped bone blocks whatever its grade", "traction_table", {"spine_conditions": ["slipped_bone"]}, "blocked", ["slipped_bone"], region="lumbar")
full("recent surgery on the spine blocks", "home_unit", {"spine_conditions": ["recent_spine_surgery"]}, "blocked", ["recent_spine_surgery"])
full("older surgery on the spine asks for a provider", "foam_roller_trapezius", {"spine_conditions": ["older_spine_surgery"]}, "needs_provider", ["older_spine_surgery"])
full("hypermobility blocks", "neck_hammock", {"bones_and_joints": ["hypermobility"]}, "blocked", ["hypermobility"])
full("Down syndrome blocks", "home_unit", {"connective_tissue": ["down_syndrome"]}, "blocked", ["down_syndrome"])
full("Ehlers-Danlos syndrome blocks cracking", "neck_cracking", {"connective_tissue": ["ehlers_danlos"]}, "blocked", ["ehlers_danlos"])
full("Marfan syndrome blocks an adjustment", "professional_adjustment", {"connective_tissue": ["marfan"]}, "blocked", ["marfan"])
full("another disease of the connective tissue blocks", "hanging_bar", {"connective_tissue": ["other_connective_tissue"]}, "blocked", ["other_connective_tissue"])
full("an ill blood vessel of the neck blocks", "over_door_pulley", {"heart_and_blood_pressure": ["neck_artery"]}, "blocked", ["neck_artery"])
full("X12 an ill blood vessel of the neck blocks cracking", "neck_cracking", {"heart_and_blood_pressure": ["neck_artery"]}, "blocked", ["neck_artery"])
full("an aneurysm blocks", "home_unit", {"heart_and_blood_pressure": ["aortic_aneurysm"]}, "blocked", ["aortic_aneurysm"], region="lumbar")
full("severe heart disease blocks", "manual", {"heart_and_blood_pressure": ["severe_heart_disease"]}, "blocked", ["severe_heart_disease"])
full("heart disease asks for a provider", "home_unit", {"heart_and_blood_pressure": ["heart_disease"]}, "needs_provider", ["heart_disease"])
full("a stroke asks for a provider", "home_unit", {"heart_and_blood_pressure": ["stroke"]}, "needs_provider", ["stroke"])
full("severe lung disease blocks", "hanging_bar", {"heart_and_blood_pressure": ["severe_lung_disease"]}, "blocked", ["severe_lung_disease"])
full("a clot in a vein of the neck asks for a provider", "over_door_pulley", {"heart_and_blood_pressure": ["neck_vein_clot"]}, "needs_provider", ["neck_vein_clot"])
full("a blood thinner asks for a provider", "home_unit", {"blood_thinners": True}, "needs_provider", ["blood_thinners"])
full("a blood thinner blocks hanging", "hanging_bar", {"blood_thinners": True}, "blocked", ["blood_thinners_and_hanging"])
full("ulcer, stiff lungs and strong anxiety each ask for a provider", "home_unit", {"other_conditions": ["stomach_ulcer", "stiff_lungs", "severe_anxiety"]}, "needs_provider", ["severe_anxiety", "stiff_lungs", "stomach_ulcer"])
full("65 years of age ask for a provider", "home_unit", {"age": 65}, "needs_provider", ["old_age"])
full("64 years of age do not", "home_unit", {"age": 64}, "clear")
full("65 years of age do not matter to a routine", "complementary", {"age": 65}, "clear")
full("traction that made it worse before blocks", "over_door_pulley", {"worse_with_it_before": True}, "blocked", ["worse_with_traction_before"])
full("an adjustment that made it worse before asks for a provider", "professional_adjustment", {"worse_with_it_before": True}, "needs_provider", ["worse_with_adjustment_before"])
full("jaw trouble asks for a provider where a strap can run under the chin", "over_door_pulley", {"jaw": ["jaw_joint"]}, "needs_provider", ["jaw_joint_trouble"])
full("dentures and a crooked jaw too", "neck_hammock", {"jaw": ["dentures", "uneven_jaw_or_neck"]}, "needs_provider", ["dentures", "uneven_jaw_or_neck"])
full("jaw trouble asks for a provider at the clinic too", "clinic_mechanical", {"jaw": ["dentures"]}, "needs_provider", ["jaw_trouble_at_the_clinic"])
full("so it does where hands pull", "manual", {"jaw": "unknown"}, "needs_provider", ["jaw_trouble_at_the_clinic"])
full("eyes: glaucoma and a torn retina block inversion", "inversion_table", {"eyes_and_ears": ["glaucoma", "eye_condition"]}, "blocked", ["eye_condition", "glaucoma"])
full("eyes and ears: each infection blocks hanging", "hanging_bar", {"eyes_and_ears": ["red_eye", "middle_ear_infection"]}, "blocked", ["middle_ear_infection", "red_eye"])
full("a hernia blocks inversion", "inversion_table", {"body": ["hiatal_hernia"]}, "blocked", ["hernia"])
full("a hernia of the groin blocks hanging", "hanging_bar", {"body": ["other_hernia"]}, "blocked", ["hernia"])
full("weight, implant and diabetes each block inversion", "inversion_table", {"body": ["extreme_overweight", "implant", "diabetes_with_vessels"]}, "blocked", ["diabetes_with_vessels", "extreme_overweight", "implant"])
full("H18 shoulders and wrists ask for a provider before hanging", "hanging_bar", {"shoulders_and_wrists": ["loose_shoulder", "shoulder_surgery", "wrist_surgery"]}, "needs_provider", ["loose_shoulder", "shoulder_surgery", "wrist_surgery"])

# ---- Section B: provider first
full("no talk with a provider", "home_unit", {"provider_consulted": False}, "needs_provider", ["provider_not_consulted"])
full("B02 no talk with a provider before cracking", "neck_cracking", {"provider_consulted": False}, "needs_provider", ["provider_not_consulted"])
full("B24 no talk with a provider before hanging", "hanging_bar", {"provider_consulted": False}, "needs_provider", ["provider_not_consulted"])
full("B03 technique and device not chosen with a provider", "neck_hammock", {"technique_chosen": False}, "needs_provider", ["technique_not_chosen"])
full("B04 no supervised trial", "traction_table", {"supervised_trial": False}, "needs_provider", ["no_supervised_trial"])
full("B04 no supervised trial of hanging either", "inversion_table", {"supervised_trial": False}, "needs_provider", ["no_supervised_trial"])
full("B04 the day of the trial may be told", "home_unit", {"supervised_trial_date": "2026-01-15"}, "clear")
full("B07 not examined", "home_unit", {"examined": False}, "needs_provider", ["not_examined"])
full("B17 a scan that was asked for and is not done", "home_unit", {"imaging": "not_done"}, "needs_provider", ["imaging_not_done"])
full("B17 no talk of a scan, with a bulging disc", "home_unit", {"imaging": "not_talked_about", "spine_problems": ["disc_bulge"]}, "needs_provider", ["disc_bulge", "imaging_not_talked_about"])
full("B17 no talk of a scan, without trouble of disc or nerve", "home_unit", {"imaging": "not_talked_about"}, "clear")
full("B17 a scan that was done speaks against nothing", "home_unit", {"imaging": "done"}, "clear")
full("B18 nobody follows the plan", "inversion_table", {"provider_follows": False}, "needs_provider", ["nobody_follows"])
full("warnings not read", "over_door_pulley", {"warnings_read": False}, "blocked", ["warnings_not_read"])
full("X8 the warnings come first, whatever a clinic says of preparation", "inversion_table", {"warnings_read": False}, "blocked", ["warnings_not_read"])
full("B08 B25 a bulging disc asks before traction", "traction_table", {"spine_problems": ["disc_bulge"]}, "needs_provider", ["disc_bulge"], region="lumbar")
full("B16 a pinched nerve or another named problem asks for a provider", "home_unit", {"spine_problems": ["pinched_nerve", "other_problem"]}, "needs_provider", ["other_spine_problem", "pinched_nerve"])
full("B19 B20 B21 scoliosis, arthritis and stenosis ask before cracking", "neck_cracking", {"spine_problems": ["scoliosis", "spine_arthritis", "stenosis"]}, "needs_provider", ["scoliosis", "spine_arthritis", "stenosis"])
full("B27 pain of months asks before hanging", "hanging_bar", {"spine_problems": ["long_lasting_pain"]}, "needs_provider", ["long_lasting_pain_and_hanging"])
full("pain of months is why people ask for traction", "home_unit", {"spine_problems": ["long_lasting_pain"]}, "clear")
full("C14 pain of months asks before more cracking", "neck_cracking", {"spine_problems": ["long_lasting_pain"]}, "needs_provider", ["long_lasting_pain_and_cracking"])
full("a problem of the spine is a note to a routine", "complementary", {"spine_problems": ["herniated_disc"]}, "clear", ["spine_problem_and_routine"])
full("B09 numbness that nobody looked at asks for a provider", "home_unit", {"known_numbness": "not_looked_at"}, "needs_provider", ["unexplained_numbness"])
full("X6 numbness that a provider knows is followed", "home_unit", {"known_numbness": "looked_at"}, "clear", ["numbness_is_followed"])
full("B23 a neck that wants one big push", "neck_cracking", {"cracking": ["needs_big_adjustment"]}, "needs_provider", ["needs_big_adjustment"])
full("C10 C12 pain and swelling after cracking", "foam_roller", {"cracking": ["pain_after", "swelling_after"]}, "needs_provider", ["pain_after_cracking", "swelling_after_cracking"])
full("C16 E15 relief only from cracking, many times a day, is written down", "neck_cracking", {"cracking": ["only_relief", "many_times_a_day"]}, "clear", ["cracking_often", "relief_from_cracking_only"])

# ---- Section 5: emergency signs, each alone
for sign, modality, fired in [
    ("double_vision", "over_door_pulley", ["brain_sign"]),
    ("slurred_speech", "home_unit", ["brain_sign"]),
    ("trouble_swallowing", "home_unit", ["brain_sign"]),
    ("sudden_fall", "over_door_pulley", ["brain_sign"]),
    ("jerking_eyes", "home_unit", ["brain_sign"]),
    ("numb_face", "over_door_pulley", ["brain_sign"]),
    ("loss_of_balance", "over_door_pulley", ["brain_sign", "spinal_cord_sign"]),
    ("sudden_worst_headache", "over_door_pulley", ["sudden_worst_headache"]),
    ("leg_weakness", "home_unit", ["spinal_cord_sign"]),
    ("clumsy_hands", "home_unit", ["spinal_cord_sign"]),
    ("numb_between_legs", "over_door_pulley", ["spinal_cord_sign"]),
    ("bladder_or_bowel_change", "over_door_pulley", ["spinal_cord_sign"]),
    ("arm_weakness", "home_unit", ["new_arm_weakness"]),
]:
    short(f"{sign} alone is an emergency", modality, {"emergency_signs": [sign]}, "emergency", fired)
full("an emergency sign on the full form", "home_unit", {"emergency_signs": ["leg_weakness"]}, "emergency", ["spinal_cord_sign"])
short("X12 an emergency sign after cracking", "neck_cracking", {"emergency_signs": ["sudden_worst_headache"]}, "emergency", ["sudden_worst_headache"])
short("an emergency sign before a routine", "complementary", {"emergency_signs": ["numb_face"]}, "emergency", ["brain_sign"])
short("dizziness with nausea is an emergency", "home_unit", {"other_warning_signs": ["dizziness", "nausea"]}, "emergency", ["two_brain_signs", "dizziness_or_nausea"])
short("dizziness with new numbness is an emergency", "home_unit", {"other_warning_signs": ["new_numbness", "dizziness"]}, "emergency", ["two_brain_signs", "dizziness_or_nausea", "new_numbness"])
short("double vision with dizziness: one sign, and two together", "home_unit", {"emergency_signs": ["double_vision"], "other_warning_signs": ["dizziness"]}, "emergency", ["brain_sign", "two_brain_signs", "dizziness_or_nausea"])
short("dizziness alone is stop and see", "home_unit", {"other_warning_signs": ["dizziness"]}, "needs_provider", ["dizziness_or_nausea"])
short("nausea alone is stop and see", "over_door_pulley", {"other_warning_signs": ["nausea"]}, "needs_provider", ["dizziness_or_nausea"])
short("a change of vision is stop and see", "home_unit", {"other_warning_signs": ["vision_change"]}, "needs_provider", ["vision_change"])
short("X2 a new headache is stop and see", "home_unit", {"other_warning_signs": ["new_headache"]}, "needs_provider", ["new_headache"])
full("X2 sharp pain on turning the head is stop and see, never a go", "neck_hammock", {"other_warning_signs": ["sharp_pain"]}, "needs_provider", ["sharp_pain"])
short("X6 new numbness is stop and see", "home_unit", {"other_warning_signs": ["new_numbness"]}, "needs_provider", ["new_numbness"])
short("pain moving down is stop and see", "home_unit", {"other_warning_signs": ["pain_moving_down"]}, "needs_provider", ["pain_moving_down"])
full("worse pain is stop and see", "home_unit", {"other_warning_signs": ["worse_pain"]}, "needs_provider", ["worse_pain"])

# ---- Injuries
full("an injury blocks; its follow-up is asked", "home_unit", {"injury": True}, "blocked", ["injury"], missing=["injury_details"])
full("an injury without further reasons still blocks", "home_unit", {"injury": True, "injury_details": NONE}, "blocked", ["injury"])
full("an injury blocks a routine too", "complementary", {"injury": True, "injury_details": NONE}, "blocked", ["injury"])
full("a dangerous injury at 65 with a stiff neck gives each reason", "home_unit", {"injury": True, "age": 65, "injury_details": ["bicycle", "limb_tingling", "cannot_turn_head"]}, "blocked", ["injury", "injury_cannot_turn_head", "injury_dangerous", "injury_from_age_65", "injury_limb_tingling", "old_age"])
full("an injury at 64 without other reasons", "home_unit", {"injury": True, "age": 64, "injury_details": NONE}, "blocked", ["injury"])
full("an injury that knocked out a person whose spine was operated on", "manual", {"injury": True, "injury_details": ["knocked_out"], "spine_conditions": ["older_spine_surgery"]}, "blocked", ["injury", "injury_knocked_out", "injury_with_spine_condition", "older_spine_surgery"])
full("an injury, lower back: no follow-up about the neck", "home_unit", {"injury": True}, "blocked", ["injury"], region="lumbar")
full("a neck that locked all at once blocks until it settles", "over_door_pulley", {"recent_strain": ["sudden_lock"]}, "blocked", ["sudden_lock"])
full("a fresh sprain blocks until it settles", "home_unit", {"recent_strain": ["fresh_sprain"]}, "blocked", ["fresh_sprain"], region="lumbar")
full("a blow since yesterday blocks even where somebody looked at it", "neck_cracking", {"recent_strain": ["hurt_since_yesterday"]}, "blocked", ["hurt_since_yesterday"])
short("an injury since the last session blocks", "home_unit", {"changes_since_last": ["injury"]}, "blocked", ["injury"])
short("a pregnancy since the last session blocks", "home_unit", {"changes_since_last": ["pregnancy"]}, "blocked", ["pregnancy"])
short("a pregnancy since the last routine asks for a provider", "foam_roller_trapezius", {"changes_since_last": ["pregnancy"]}, "needs_provider", ["pregnancy_and_other_care"])
short("a new diagnosis asks for a provider", "home_unit", {"changes_since_last": ["new_diagnosis"]}, "needs_provider", ["new_diagnosis"])
short("a new illness asks for a provider", "home_unit", {"changes_since_last": ["illness"]}, "needs_provider", ["new_illness"])
short("a new illness blocks hanging: it may be of eye or ear", "inversion_table", {"changes_since_last": ["illness"]}, "blocked", ["new_illness_and_hanging"])
short("new surgery or a new medicine asks for a provider", "over_door_pulley", {"changes_since_last": ["surgery_or_medicine"]}, "needs_provider", ["new_surgery_or_medicine"])

# ---- General health and age
full("fever, sweats, weight loss and night pain each ask for a provider", "home_unit", {"general_signs": ["weight_loss", "fever", "night_sweats", "night_pain"]}, "needs_provider", ["fever", "night_pain", "night_sweats", "weight_loss"])
full("cancer, injected drugs and steroids each ask for a provider", "over_door_pulley", {"health_history": ["cancer", "injected_drugs", "steroids"]}, "needs_provider", ["injected_drugs", "past_cancer", "steroid_use"])
full("17 years of age blocks", "home_unit", {"age": 17}, "blocked", ["under_18"])
full("17 years of age blocks a routine too", "complementary", {"age": 17}, "blocked", ["under_18"])
full("18 years of age does not", "home_unit", {"age": 18}, "clear")

# ---- Missing answers
full("a missing answer is listed and never clear", "home_unit", {"heart_and_blood_pressure": ABSENT}, "needs_provider", missing=["heart_and_blood_pressure"])
full("an empty list is a missing answer", "home_unit", {"spine_conditions": []}, "needs_provider", missing=["spine_conditions"])
short("missing numbers are listed in the order of the form", "home_unit", {"pain_now": ABSENT, "tingling_now": ABSENT}, "needs_provider", missing=["pain_now", "tingling_now"])
short("a missing answer does not soften an emergency", "home_unit", {"emergency_signs": ["arm_weakness"], "pain_now": ABSENT}, "emergency", ["new_arm_weakness"], missing=["pain_now"])
full("what only hanging asks is missed only there", "hanging_bar", {"eyes_and_ears": ABSENT, "shoulders_and_wrists": ABSENT}, "needs_provider", missing=["eyes_and_ears", "shoulders_and_wrists"])

# ---- Not known
full("unknown falls to the strict side: blood pressure", "home_unit", {"blood_pressure_words": "unknown"}, "blocked", ["blood_pressure_not_measured", "uncontrolled_blood_pressure"])
full("unknown falls to the strict side: heart and vessels", "home_unit", {"heart_and_blood_pressure": "unknown"}, "blocked", ["aortic_aneurysm", "neck_artery", "severe_heart_disease", "severe_lung_disease", "uncontrolled_blood_pressure", "heart_disease", "neck_vein_clot", "stroke"])
full("unknown falls to the strict side: pregnancy", "home_unit", {"pregnant": "unknown"}, "blocked", ["pregnancy"])
full("unknown falls to the strict side: age", "home_unit", {"age": "unknown"}, "blocked", ["under_18", "old_age"])
full("unknown about an injury asks the follow-up too", "home_unit", {"injury": "unknown"}, "blocked", ["injury"], missing=["injury_details"])
full("unknown about bones fires each rule on them", "home_unit", {"bones_and_joints": "unknown"}, "blocked", ["advanced_rheumatoid_arthritis", "hypermobility", "inflamed_joints", "severe_osteoporosis", "weak_bones", "mild_osteoporosis"])
full("unknown about the spine fires each rule on it", "over_door_pulley", {"spine_conditions": "unknown"}, "blocked", ["central_disc_herniation", "past_fusion", "recent_spine_surgery", "slipped_bone", "spinal_cord_condition", "spinal_fracture", "spinal_infection", "spinal_instability", "spinal_tumour", "upper_neck_instability", "older_spine_surgery"])
full("unknown about discs asks hanging's follow-up too", "hanging_bar", {"spine_problems": "unknown"}, "needs_provider", ["disc_bulge", "herniated_disc", "long_lasting_pain_and_hanging", "other_spine_problem", "pinched_nerve", "scoliosis", "spine_arthritis", "stenosis"], missing=["severe_disc_symptoms"])
full("unknown about numbness counts as not looked at", "foam_roller_trapezius", {"known_numbness": "unknown"}, "needs_provider", ["unexplained_numbness", "numbness_is_followed"])
full("unknown falls to the strict side: the gates", "inversion_table", {"examined": "unknown", "warnings_read": "unknown"}, "blocked", ["warnings_not_read", "not_examined"])
full("unknown falls to the strict side: eyes", "inversion_table", {"eyes_and_ears": "unknown"}, "blocked", ["eye_condition", "glaucoma", "middle_ear_infection", "red_eye"])
short("unknown about emergency signs is an emergency", "home_unit", {"emergency_signs": "unknown"}, "emergency", ["brain_sign", "new_arm_weakness", "spinal_cord_sign", "sudden_worst_headache", "two_brain_signs"])
short("unknown about warning signs: two of them may be there", "home_unit", {"other_warning_signs": "unknown"}, "emergency", ["two_brain_signs", "dizziness_or_nausea", "new_headache", "new_numbness", "pain_moving_down", "sharp_pain", "vision_change", "worse_pain"])
short("P5 unknown pain is an answer and counts against a session", "home_unit", {"pain_now": "unknown"}, "needs_provider", ["now_not_known"])
short("X6 so is unknown tingling", "hanging_bar", {"tingling_now": "unknown"}, "needs_provider", ["now_not_known"])
short("P8 so are unknown symptoms in the leg", "traction_table", {"leg_symptoms_now": "unknown"}, "needs_provider", ["now_not_known"], region="lumbar")

# ---- Answers that cannot both be true
refused("contradiction: the day of a trial that never was", "home_unit", {"supervised_trial": False, "supervised_trial_date": "2026-01-15"}, "supervised_trial_date")
refused("contradiction: pregnant and 11 years old", "home_unit", {"pregnant": True, "age": 11}, "pregnant")
refused("contradiction: the age is named as well", "complementary", {"pregnant": True, "age": 11}, "age")
full("no contradiction: pregnant and 12 years old", "home_unit", {"pregnant": True, "age": 12}, "blocked", ["pregnancy", "under_18"])
full("no contradiction: who does not know contradicts nothing", "home_unit", {"pregnant": "unknown", "age": 11}, "blocked", ["pregnancy", "under_18"])
refused("contradiction: the upper number equals the lower", "home_unit", KNOWN | {"systolic": 90, "diastolic": 90}, "systolic")
refused("contradiction: the upper number is below the lower", "inversion_table", KNOWN | {"systolic": 80, "diastolic": 120}, "diastolic")
refused("contradiction: never high, and high without control", "home_unit", {"heart_and_blood_pressure": ["uncontrolled_blood_pressure"]}, "blood_pressure_words")
refused("contradiction: never told to be high, and high without control", "hanging_bar", KNOWN | {"systolic": 120, "diastolic": 80, "told_blood_pressure_is_high": False, "heart_and_blood_pressure": ["uncontrolled_blood_pressure"]}, "told_blood_pressure_is_high")
refused("a question of another way of traction is refused", "home_unit", {"eyes_and_ears": NONE}, "eyes_and_ears")
refused("an age beyond 120 is refused", "home_unit", {"age": 121}, "age")

# ---- Clearances
SEVERE = {"bones_and_joints": ["severe_osteoporosis"]}
full("a current clearance lifts its rule", "home_unit", SEVERE, "clear", ["severe_osteoporosis"], clearances=[given("severe_osteoporosis", expires="2026-06-01")])
full("a clearance holds on its last day", "home_unit", SEVERE, "clear", ["severe_osteoporosis"], clearances=[given("severe_osteoporosis", expires="2026-03-10")])
full("a clearance without a last day holds for a year", "home_unit", SEVERE, "clear", ["severe_osteoporosis"], clearances=[given("severe_osteoporosis", date="2025-03-10")])
full("and no longer", "home_unit", SEVERE, "blocked", ["severe_osteoporosis"], clearances=[given("severe_osteoporosis", date="2025-03-09")])
full("an expired clearance lifts nothing", "home_unit", SEVERE, "blocked", ["severe_osteoporosis"], clearances=[given("severe_osteoporosis", expires="2026-03-09")])
full("a clearance for another way of traction lifts nothing", "home_unit", SEVERE, "blocked", ["severe_osteoporosis"], clearances=[given("severe_osteoporosis", modality="over_door_pulley")])
full("a clearance lifts only the rules it names", "home_unit", SEVERE | {"spine_conditions": ["tumour"]}, "blocked", ["severe_osteoporosis", "spinal_tumour"], clearances=[given("severe_osteoporosis")])
full("X5 a clearance lifts a herniated disc", "home_unit", {"spine_problems": ["herniated_disc"]}, "clear", ["herniated_disc"], clearances=[given("herniated_disc")])
full("a clearance given before the rule came up anew lifts nothing", "home_unit", SEVERE, "blocked", ["severe_osteoporosis"], clearances=[given("severe_osteoporosis")], history={"raised": {"severe_osteoporosis": "2026-02-02"}})
full("a clearance given on the day on which the rule came up lifts it", "home_unit", SEVERE, "clear", ["severe_osteoporosis"], clearances=[given("severe_osteoporosis")], history={"raised": {"severe_osteoporosis": "2026-02-01"}})
full("pregnancy cannot be lifted", "home_unit", {"pregnant": True}, "blocked", ["pregnancy"], clearances=[given("pregnancy")])
full("fear of being held cannot be lifted", "home_unit", {"fear_of_restraint": True}, "blocked", ["fear_of_restraint"], clearances=[given("fear_of_restraint")])
full("past fusion cannot be lifted", "home_unit", {"spine_conditions": ["fusion"]}, "blocked", ["past_fusion"], clearances=[given("past_fusion")])
full("past fusion can be lifted where nothing pulls", "complementary", {"spine_conditions": ["fusion"]}, "clear", ["past_fusion_and_other_care"], clearances=[given("past_fusion_and_other_care", modality="complementary")])
full("age under 18 cannot be lifted", "home_unit", {"age": 16}, "blocked", ["under_18"], clearances=[given("under_18")])
full("X4 thin bones cannot be lifted for hanging", "hanging_bar", {"bones_and_joints": ["mild_osteoporosis"]}, "blocked", ["thin_bones_and_hanging"], clearances=[given("thin_bones_and_hanging", modality="hanging_bar")])
full("X7 high blood pressure cannot be lifted for inversion", "inversion_table", {"blood_pressure_words": "high_under_control"}, "blocked", ["high_blood_pressure_and_hanging"], clearances=[given("high_blood_pressure_and_hanging", modality="inversion_table")])
full("glaucoma cannot be lifted", "inversion_table", {"eyes_and_ears": ["glaucoma"]}, "blocked", ["glaucoma"], clearances=[given("glaucoma", modality="inversion_table")])
full("a high reading can be lifted for traction", "home_unit", KNOWN | {"systolic": 150, "diastolic": 85}, "clear", ["high_reading"], clearances=[given("high_reading")])
short("an emergency sign cannot be lifted", "home_unit", {"emergency_signs": ["numb_between_legs"]}, "emergency", ["spinal_cord_sign"], clearances=[given("spinal_cord_sign")])
full("an injury cannot be lifted", "home_unit", {"injury": True, "injury_details": NONE}, "blocked", ["injury"], clearances=[given("injury")])
full("a lifted rule does not stand in for a missing answer", "home_unit", SEVERE | {"age": ABSENT}, "needs_provider", ["severe_osteoporosis"], missing=["age"], clearances=[given("severe_osteoporosis")])

# ---- When the full form is due again
short("full form 29 days ago still holds", "home_unit", {}, "clear", history={"last_full": "2026-02-09T09:00:00+01:00", "last_session": "2026-03-09T09:00:00+01:00"})
short("a history without a full form says that there was none", "home_unit", {}, "blocked", ["full_form_due"], history={"last_session": "2026-03-09T09:00:00+01:00"})
short("full form 30 days ago is due", "home_unit", {}, "blocked", ["full_form_due"], history={"last_full": "2026-02-08T09:00:00+01:00"})
short("a stop for a symptom makes the full form due", "home_unit", {}, "blocked", ["full_form_due"], history={"last_full": "2026-03-01T09:00:00+01:00", "last_stop_symptom": "2026-03-02T09:00:00+01:00"})
short("14 idle days make the full form due", "home_unit", {}, "blocked", ["full_form_due"], history={"last_full": "2026-02-20T09:00:00+01:00", "last_session": "2026-02-24T09:00:00+01:00"})
short("the full form is due for hanging too", "hanging_bar", {}, "blocked", ["full_form_due"], history={"last_full": "2026-02-08T09:00:00+01:00"})

print("[\n  " + ",\n  ".join(json.dumps(case) for case in cases) + "\n]")
