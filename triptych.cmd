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
rem What we are compared with is fetched and built for bench only, and stays off the class path of everything else.
set "MODULE=cli"
set "JARS=%BUILT%\class-path"
if "%~1"=="bench" set "MODULE=bench"
if "%~1"=="bench" set "JARS=%BUILT%\class-path-bench"
if "%~1"=="--rebuild" del /q "%BUILT%\class-path" "%BUILT%\class-path-bench" 2>nul
if not exist "%JARS%" call :build || exit /b 1
if "%~1"=="--rebuild" exit /b 0

set "SPEED=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
for %%c in (demo index train embed evaluate mine bench) do if "%~1"=="%%c" set "SPEED=-XX:+UseSerialGC"
set "CDS="
if "%MODULE%"=="cli" if exist "%ARCHIVE%" set CDS="-XX:SharedArchiveFile=%ARCHIVE%"
"%JAVA%" -XX:-UsePerfData -Xshare:auto %CDS% %SPEED% -Xlog:disable -Xlog:all=error:stderr -Dai.djl.offline=true ^
  -DOPT_OUT_TRACKING=true -Djava.awt.headless=true -Dfile.encoding=UTF-8 %TRIPTYCH_JAVA_OPTS% "-Dtriptych.home=%ROOT%" ^
  "@%JARS%" dev.triptych.%MODULE%.Main %*
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
call mvn -q -B -Dmaven.test.skip=true -pl modules/%MODULE% -am package 1>&2
if errorlevel 1 (
  popd
  echo triptych: the build failed; the lines above say why 1>&2
  exit /b 1
)
popd
rem The class path is longer than a variable may be, so the file that java reads is put together from pieces.
rem Maven writes it with forward slashes; Java takes them, and in such a file a backslash would need doubling.
call :join cli "%BUILT%\class-path"
if not "%MODULE%"=="cli" call :join %MODULE% "%JARS%"
"%JAVA%" "-XX:ArchiveClassesAtExit=%ARCHIVE%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable -Dai.djl.offline=true ^
  -DOPT_OUT_TRACKING=true "@%BUILT%\class-path" dev.triptych.cli.Main prepare >nul 2>&1 || del /q "%ARCHIVE%" 2>nul
exit /b 0

:join
<nul > "%BUILT%\head" set /p "=-cp "
> "%BUILT%\tail" echo ;"%ROOT:\=/%/modules/%~1/target/triptych-%~1.jar"
copy /b /y "%BUILT%\head" + "%ROOT%\modules\%~1\target\class-path" + "%BUILT%\tail" "%~2" >nul
exit /b 0
