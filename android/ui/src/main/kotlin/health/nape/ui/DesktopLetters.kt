package health.nape.ui

import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font

private const val INTER = "com/formdev/flatlaf/fonts/inter/Inter"

/** Inter, read from the class path: on a desktop the same letters on every machine. */
val DesktopLetters = FontFamily(
    Font("$INTER-Regular.otf", FontWeight.Normal),
    Font("$INTER-SemiBold.otf", FontWeight.SemiBold),
    Font("$INTER-Bold.otf", FontWeight.Bold),
)
