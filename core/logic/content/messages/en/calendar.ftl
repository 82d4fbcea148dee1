# What a calendar of another program shows. It may lie on other people's computers, so that only the first is shown unless the
# person wants more (P32).

calendar-session = Session
calendar-discreet-session-body = Something that you did.
calendar-session-body = { $modality ->
    [manual] By a provider's hands
    [clinic_mechanical] By a machine in a clinic
    [over_door_pulley] Over-the-door pulley
    [neck_hammock] Neck hammock
    [home_unit] Home unit
    [traction_table] Traction table
    [hanging_bar] Hanging from a bar
    [inversion_table] Inversion table
   *[other] Something else
}
