package health.nape.ui

import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.type
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.runBlocking
import java.nio.file.Path

/** How many times faster than life the demonstration runs, unless the first argument says otherwise. */
private const val PACE = 10.0

/** The session screen in a window of a phone's shape, on a journal for demonstration and the simulated home unit. */
fun main(arguments: Array<String>) {
    val pace = arguments.firstOrNull()?.toDoubleOrNull() ?: PACE
    val nape = runBlocking { Demonstration(folder()).open() }
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    val model = SessionModel(nape, Demonstration.session(pace), scope)
    // However the program ends, the pull is released first; the core does so while it shuts down.
    Runtime.getRuntime().addShutdownHook(Thread { runBlocking { nape.shutDown() } })

    application {
        Window(
            onCloseRequest = ::exitApplication,
            title = "Nape: demonstration",
            state = rememberWindowState(size = DpSize(412.dp, 892.dp)),
            onPreviewKeyEvent = { event ->
                val stops = event.type == KeyEventType.KeyDown && event.key == Key.Escape && model.state.value.running
                if (stops) model.stop()
                stops
            },
        ) {
            val state by model.state.collectAsState()
            NapeTheme(letters = DesktopLetters) { SessionScreen(state, model) }
        }
    }
}

/** Its own folder beside the person's data, never the person's journal. */
private fun folder(): Path {
    val home = System.getenv("XDG_DATA_HOME")?.let(Path::of)
        ?: Path.of(System.getProperty("user.home"), ".local", "share")
    return home.resolve("nape-demonstration")
}
