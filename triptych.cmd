@echo off
rem Starts the triptych command; builds it on first use, and again after: triptych --rebuild
setlocal
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"
set "BUILT=%ROOT%\target\launcher"
set "ARCHIVE=%BUILT%\classes.jsa"
set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo triptych: no Java found; install JDK 17 or newer, or set JAVA_HOME 1>&2
  exit /b 1
)
if "%~1"=="--rebuild" del /q "%BUILT%\class-path" 2>nul
if not exist "%BUILT%\class-path" call :build || exit /b 1
if "%~1"=="--rebuild" exit /b 0

set "SPEED=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
for %%c in (demo index train embed evaluate mine) do if "%~1"=="%%c" set "SPEED=-XX:+UseSerialGC"
set "CDS="
if exist "%ARCHIVE%" set CDS="-XX:SharedArchiveFile=%ARCHIVE%"
"%JAVA%" -XX:-UsePerfData -Xshare:auto %CDS% %SPEED% -Xlog:disable -Xlog:all=error:stderr -Dai.djl.offline=true ^
  -DOPT_OUT_TRACKING=true -Djava.awt.headless=true -Dfile.encoding=UTF-8 %TRIPTYCH_JAVA_OPTS% "-Dtriptych.home=%ROOT%" ^
  "@%BUILT%\class-path" dev.triptych.cli.Main %*
exit /b %errorlevel%

:build
where mvn >nul 2>&1
if errorlevel 1 (
  echo triptych: no Maven found; install 3.8 or newer and put it on the PATH 1>&2
  exit /b 1
)
echo triptych: building ^(the first time Maven also fetches its plugins and libraries: minutes^) 1>&2
if not exist "%BUILT%" mkdir "%BUILT%"
pushd "%ROOT%"
call mvn -q -B -Dmaven.test.skip=true -pl modules/cli -am package 1>&2
if errorlevel 1 (
  popd
  echo triptych: the build failed; the lines above say why 1>&2
  exit /b 1
)
popd
rem The class path is longer than a variable may be, so the file that java reads is put together from pieces.
rem Maven writes it with forward slashes; Java takes them, and in such a file a backslash would need doubling.
<nul > "%BUILT%\head" set /p "=-cp "
> "%BUILT%\tail" echo ;"%ROOT:\=/%/modules/cli/target/triptych-cli.jar"
copy /b /y "%BUILT%\head" + "%ROOT%\modules\cli\target\class-path" + "%BUILT%\tail" "%BUILT%\class-path" >nul
"%JAVA%" "-XX:ArchiveClassesAtExit=%ARCHIVE%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable -Dai.djl.offline=true ^
  -DOPT_OUT_TRACKING=true "@%BUILT%\class-path" dev.triptych.cli.Main prepare >nul 2>&1 || del /q "%ARCHIVE%" 2>nul
exit /b 0
